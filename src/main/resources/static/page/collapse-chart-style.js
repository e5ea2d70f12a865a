import { svg } from './dom.js';

/** How the collapse is drawn, on the page and, with the light page's colours, in a file that was saved. */
export const SHEET = `
.collapse-chart text { font: 11px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--muted, #566373); }
.collapse-chart .phase { font: 600 12px system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; fill: var(--text, #1d2733); }
.collapse-chart .panel { font-family: system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
.collapse-chart .level { text-anchor: end; }
.collapse-chart .tick { text-anchor: middle; }
.collapse-chart .grid { stroke: var(--line, #dde3ea); }
.collapse-chart .band { fill: none; }
.collapse-chart .band.odd { fill: var(--line, #dde3ea); fill-opacity: 0.4; }
.collapse-chart .series { fill: none; stroke-width: 2; }
.collapse-chart .offered { stroke: var(--queued, #8694a3); stroke-dasharray: 2 3; }
.collapse-chart .completed { stroke: var(--running, #2f6fde); stroke-width: 2.5; }
.collapse-chart .predicted { stroke: var(--ideal, #0f7b53); stroke-dasharray: 9 4; }
.collapse-chart .failed-calls { stroke: var(--failed, #c62a2f); stroke-dasharray: 4 2; }
.collapse-chart .latency { stroke: var(--mark, #6d3fc4); stroke-linecap: round; }
.collapse-chart .stall:not(.starved) { fill: var(--failed, #c62a2f); }
`;

/** The pattern of the stalls for which the machine is to blame. */
export function starvedPattern(id) {
	return svg('pattern', { id, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
			svg('rect', { width: 5, height: 5, fill: 'var(--queued-paper, #eef1f5)' }),
			svg('path', { d: 'M1.5,0V5', stroke: 'var(--muted, #566373)', 'stroke-width': 2 }));
}
