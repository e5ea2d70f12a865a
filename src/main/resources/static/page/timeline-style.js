import { svg } from './dom.js';

/**
 * How timelines look: solid where a task uses a thread, light where it uses none. On the page the
 * colours are the page's; a file that was saved has none, and falls back to those of the light page.
 */
export const SHEET = `
.timeline text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.75rem; fill: var(--text, #1d2733); }
.timeline .tick { font-size: 0.6875rem; text-anchor: middle; fill: var(--muted, #566373); }
.timeline .label { fill: var(--text, #1d2733); }
.timeline .heading { font-size: 0.6875rem; fill: var(--muted, #566373); paint-order: stroke; stroke: var(--card, #fff); stroke-width: 4px; }
.timeline .note { font-size: 0.6875rem; fill: var(--failed, #c62a2f); paint-order: stroke; stroke: var(--card, #fff); stroke-width: 4px; }
.timeline .names text { font-size: 0.6875rem; pointer-events: none; }
.timeline .names .on-solid { fill: var(--on-solid, #fff); }
.timeline .names .on-light { paint-order: stroke; stroke: var(--card, #fff); stroke-width: 4px; stroke-linejoin: round; }
.timeline .grid { stroke: var(--line, #dde3ea); }
.timeline .track { stroke: var(--control, #c3ccd6); }
.timeline .curve { fill: var(--curve, #d9e6fc); stroke: var(--holding, #2f6fde); stroke-width: 1; }
.timeline .curve-label { font-size: 0.6875rem; fill: var(--muted, #566373); }
.timeline .mark { stroke: var(--mark, #6d3fc4); stroke-width: 1.5; stroke-dasharray: 5 3; }
.timeline .mark-text { font-size: 0.6875rem; fill: var(--mark, #6d3fc4); paint-order: stroke; stroke: var(--card, #fff); stroke-width: 4px; }
.timeline .ideal { stroke: var(--ideal, #0f7b53); stroke-width: 2; }
.timeline .ideal-text { font-size: 0.6875rem; fill: var(--ideal, #0f7b53); paint-order: stroke; stroke: var(--card, #fff); stroke-width: 4px; }
.timeline .cursor { stroke: var(--text, #1d2733); stroke-width: 1; }
.timeline rect.queued { stroke: var(--queued, #8694a3); stroke-dasharray: 3 3; }
.timeline rect.awaiting { stroke: var(--holding, #2f6fde); }
.timeline rect.ready { stroke: var(--ready, #a06a00); }
.timeline .end rect { fill: var(--card, #fff); stroke: currentColor; stroke-width: 1.5; }
.timeline .end path { fill: none; stroke: currentColor; stroke-width: 2; }
.timeline .end.failed { color: var(--failed, #c62a2f); }
.timeline .end.cancelled { color: var(--cancelled, #8a5200); }
`;

/** What the looks that are no pattern are filled with. */
const FILLS = {
	awaiting: 'var(--awaiting-paper, #e3edfd)',
	holding: 'var(--holding, #2f6fde)',
};

/** The patterns that tell kinds of bars apart without colour. */
export function patterns(id) {
	return svg('defs', {},
			pattern(id, 'queued', 6, '', 'var(--queued-paper, #f4f6f8)',
					svg('path', { d: 'M0,3H6', stroke: 'var(--queued, #8694a3)' })),
			pattern(id, 'ready', 7, 'rotate(45)', 'var(--ready-paper, #fff4cf)',
					svg('path', { d: 'M1,0V7', stroke: 'var(--ready, #a06a00)', 'stroke-width': 1.5 })),
			pattern(id, 'blocking', 6, 'rotate(-45)', 'var(--blocking, #8c3a12)',
					svg('path', { d: 'M1,0V6', stroke: 'var(--blocking-ink, #a9532a)', 'stroke-width': 2 })),
			pattern(id, 'stall', 6, 'rotate(-45)', 'var(--stall, #c62a2f)',
					svg('path', { d: 'M1,0V6', stroke: 'var(--stall-ink, #b01f25)', 'stroke-width': 2 })),
			pattern(id, 'cleanup', 5, '', 'var(--cleanup-paper, #f3eafb)',
					svg('path', { d: 'M2,0V5', stroke: 'var(--cleanup, #7a3fb5)', 'stroke-width': 2.5 })));
}

/** What a bar of a kind is filled with, beside the patterns of that id. */
export function fillOf(id, kind) {
	return FILLS[kind] ?? `url(#${id}-${kind})`;
}

/** The mark at the end of a task that failed or was cancelled, around the point 0,0. */
export function endMark(kind, size) {
	const arm = size * 0.25;
	const ink = kind === 'failed' ? `M${-arm},${-arm}L${arm},${arm}M${-arm},${arm}L${arm},${-arm}` : `M${-arm},0H${arm}`;
	return svg('g', { class: `end ${kind}` },
			svg('rect', { x: -size / 2, y: -size / 2, width: size, height: size, rx: size / 2 }), svg('path', { d: ink }));
}

function pattern(id, kind, size, transform, paper, ink) {
	return svg('pattern', { id: `${id}-${kind}`, width: size, height: size, patternUnits: 'userSpaceOnUse',
		patternTransform: transform || null }, svg('rect', { width: size, height: size, fill: paper }), ink);
}
