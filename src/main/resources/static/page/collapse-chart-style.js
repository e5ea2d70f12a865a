import { svg } from './dom.js';

/** How the collapse is drawn, on the page and, with the light page's colours, in a file that was saved. */
export const SHEET = `
.collapse-chart text { font: 11px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--muted); }
.collapse-chart .phase { font: 600 12px system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; fill: var(--text); }
.collapse-chart .panel { font-family: system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
.collapse-chart .level { text-anchor: end; }
.collapse-chart .tick { text-anchor: middle; }
.collapse-chart .grid { stroke: var(--line); }
.collapse-chart .band { fill: none; }
.collapse-chart .band.odd { fill: var(--line); fill-opacity: 0.4; }
.collapse-chart .series { fill: none; stroke-width: 2; }
.collapse-chart .offered { stroke: var(--queued); stroke-dasharray: 2 3; }
.collapse-chart .completed { stroke: var(--running); stroke-width: 2.5; }
.collapse-chart .predicted { stroke: var(--ideal); stroke-dasharray: 9 4; }
.collapse-chart .failed-calls { stroke: var(--failed); stroke-dasharray: 4 2; }
.collapse-chart .latency { stroke: var(--mark); stroke-linecap: round; }
.collapse-chart .stall:not(.starved) { fill: var(--failed); }
`;

/** The pattern of the stalls for which the machine is to blame. */
export function starvedPattern(id) {
	return svg('pattern', { id, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
			svg('rect', { width: 5, height: 5, fill: 'var(--queued-paper)' }),
			svg('path', { d: 'M1.5,0V5', stroke: 'var(--muted)', 'stroke-width': 2 }));
}
