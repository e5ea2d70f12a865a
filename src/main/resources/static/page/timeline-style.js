import { svg } from './dom.js';

/**
 * How timelines look. On the page the colours are the page's; a file that was saved has
 * none, and falls back to those of the light page.
 */
export const SHEET = `
.timeline text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.75rem; fill: var(--text, #1d2733); }
.timeline .tick { font-size: 0.6875rem; text-anchor: middle; fill: var(--muted, #5b6876); }
.timeline .label { fill: var(--text, #1d2733); }
.timeline .grid { stroke: var(--line, #dde3ea); }
.timeline .curve { fill: var(--curve, #cfe0fb); stroke: var(--running, #2f6fde); stroke-width: 1; }
.timeline .curve-label { font-size: 0.6875rem; fill: var(--muted, #5b6876); }
.timeline .mark { stroke: var(--mark, #6d3fc4); stroke-width: 1.5; stroke-dasharray: 5 3; }
.timeline .mark-text { font-size: 0.6875rem; fill: var(--mark, #6d3fc4); paint-order: stroke; stroke: var(--card, #fff); stroke-width: 4px; }
.timeline .ideal { stroke: var(--ideal, #0f7b53); stroke-width: 2; }
.timeline .ideal-text { font-size: 0.6875rem; fill: var(--ideal, #0f7b53); paint-order: stroke; stroke: var(--card, #fff); stroke-width: 4px; }
.timeline .cursor { stroke: var(--text, #1d2733); stroke-width: 1; }
.timeline rect.queued { stroke: var(--queued, #8694a3); }
.timeline rect.failed { stroke: var(--failed, #c62a2f); }
.timeline rect.cancelled { stroke: var(--cancelled, #9a5b00); stroke-dasharray: 4 2; }
.timeline rect.cleanup { stroke: var(--cleanup, #7a3fb5); }
`;

/** The patterns that tell kinds of bars apart without colour. */
export function patterns(id) {
	return svg('defs', {},
			pattern(id, 'queued', 6, '', 'var(--queued-paper, #eef1f5)',
					svg('path', { d: 'M0,3H6', stroke: 'var(--queued, #8694a3)' })),
			pattern(id, 'failed', 7, 'rotate(45)', 'var(--failed-paper, #fdeaea)',
					svg('path', { d: 'M2,0V7', stroke: 'var(--failed, #c62a2f)', 'stroke-width': 4 })),
			pattern(id, 'cancelled', 6, '', 'var(--cancelled-paper, #fdf3dc)',
					svg('circle', { cx: 3, cy: 3, r: 1.5, fill: 'var(--cancelled, #9a5b00)' })),
			pattern(id, 'cleanup', 5, '', 'var(--cleanup-paper, #f3eafb)',
					svg('path', { d: 'M2,0V5', stroke: 'var(--cleanup, #7a3fb5)', 'stroke-width': 2 })));
}

function pattern(id, kind, size, transform, paper, ink) {
	return svg('pattern', { id: `${id}-${kind}`, width: size, height: size, patternUnits: 'userSpaceOnUse',
		patternTransform: transform || null }, svg('rect', { width: size, height: size, fill: paper }), ink);
}
