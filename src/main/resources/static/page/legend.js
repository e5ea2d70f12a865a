import { h, svg } from './dom.js';
import { patterns } from './timeline-style.js';

const KINDS = ['queued', 'running', 'cleanup', 'cancelled', 'failed'];

let legends = 0;

/** What the colours and patterns of the bars mean. */
export function legend() {
	const id = `legend-${++legends}`;
	return h('ul', { class: 'legend' }, KINDS.map((kind, index) => h('li', {},
			svg('svg', { class: 'timeline', width: 26, height: 14, 'aria-hidden': 'true' },
					index === 0 ? patterns(id) : null,
					svg('rect', { class: kind, x: 1, y: 1, width: 24, height: 12, rx: 2.5,
						fill: kind === 'running' ? 'var(--running)' : `url(#${id}-${kind})` })),
			h('span', { say: `legend.${kind}` }))));
}
