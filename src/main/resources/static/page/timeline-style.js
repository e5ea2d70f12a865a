import { svg } from './dom.js';

/**
 * How timelines look: solid where a task uses a thread, light where it uses none. The colours are
 * the page's; what is saved has those of the light page in their place.
 */
export const SHEET = `
.timeline text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.75rem; fill: var(--text); }
.timeline .tick { font-size: 0.6875rem; text-anchor: middle; fill: var(--muted); }
.timeline .label { fill: var(--text); }
.timeline .heading { font-size: 0.6875rem; fill: var(--muted); paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
.timeline .note { font-size: 0.6875rem; fill: var(--failed); paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
.timeline .names text { font-size: 0.6875rem; pointer-events: none; }
.timeline .names .on-solid { fill: var(--on-solid); }
.timeline .names .on-light { paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
.timeline .grid { stroke: var(--line); }
.timeline .track { stroke: var(--control); }
.timeline .curve { fill: var(--curve); stroke: var(--holding); stroke-width: 1; }
.timeline .curve-label { font-size: 0.6875rem; fill: var(--muted); }
.timeline .mark { stroke: var(--mark); stroke-width: 1.5; stroke-dasharray: 5 3; }
.timeline .mark-text { font-size: 0.6875rem; fill: var(--mark); paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
.timeline .ideal { stroke: var(--ideal); stroke-width: 2; }
.timeline .ideal-text { font-size: 0.6875rem; fill: var(--ideal); paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
.timeline .cursor { stroke: var(--text); stroke-width: 1; }
.timeline rect.queued { stroke: var(--queued); stroke-dasharray: 3 3; }
.timeline rect.awaiting { stroke: var(--holding); }
.timeline rect.ready { stroke: var(--ready); }
.timeline .end rect { fill: var(--card); stroke: currentColor; stroke-width: 1.5; }
.timeline .end path { fill: none; stroke: currentColor; stroke-width: 2; }
.timeline .end.failed { color: var(--failed); }
.timeline .end.cancelled { color: var(--cancelled); }
`;

/** What the looks that are no pattern are filled with. */
const FILLS = {
	awaiting: 'var(--awaiting-paper)',
	holding: 'var(--holding)',
};

/** How many workers have a colour of their own. */
const WORKERS = 5;

/** What the bars of a worker are filled with, by its place among the workers of a run. */
export function workerFill(index) {
	return `var(--worker-${index % WORKERS})`;
}

/** The patterns that tell kinds of bars apart without colour. */
export function patterns(id) {
	return svg('defs', {},
			pattern(id, 'queued', 6, '', 'var(--queued-paper)',
					svg('path', { d: 'M0,3H6', stroke: 'var(--queued)' })),
			pattern(id, 'ready', 7, 'rotate(45)', 'var(--ready-paper)',
					svg('path', { d: 'M1,0V7', stroke: 'var(--ready)', 'stroke-width': 1.5 })),
			pattern(id, 'blocking', 6, 'rotate(-45)', 'var(--blocking)',
					svg('path', { d: 'M1,0V6', stroke: 'var(--blocking-ink)', 'stroke-width': 2 })),
			pattern(id, 'stall', 6, 'rotate(-45)', 'var(--stall)',
					svg('path', { d: 'M1,0V6', stroke: 'var(--stall-ink)', 'stroke-width': 2 })),
			pattern(id, 'cleanup', 5, '', 'var(--cleanup-paper)',
					svg('path', { d: 'M2,0V5', stroke: 'var(--cleanup)', 'stroke-width': 2.5 })));
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
