import { h, svg, verbatim } from './dom.js';
import { STATES } from './run-model.js';
import { endMark, fillOf, patterns, workerFill } from './timeline-style.js';

const KINDS = [...STATES, 'stall', 'cleanup', 'failed', 'cancelled', 'curve'];

let legends = 0;

/** What the colours and patterns of a picture mean, as far as they are in it. */
export class Legend {

	constructor() {
		this.id = `legend-${++legends}`;
		this.kinds = '';
		this.element = h('ul', { class: 'legend' });
	}

	show(drawn) {
		const kinds = [...KINDS.filter((kind) => drawn.has(kind)), ...[...drawn].filter((kind) => kind.startsWith('worker ')).sort()];
		if (this.kinds !== kinds.join()) {
			this.kinds = kinds.join();
			this.element.replaceChildren(...kinds.map((kind, index) => h('li', { 'data-kind': kind },
					svg('svg', { class: 'timeline', width: 26, height: 14, 'aria-hidden': 'true' },
							index === 0 ? patterns(this.id) : null, this.#sample(kind)),
					kind.startsWith('worker ') ? verbatim('span', kind.split(' ')[2]) : h('span', { say: `legend.${kind}` }))));
		}
	}

	#sample(kind) {
		if (kind.startsWith('worker ')) {
			return svg('rect', { x: 1, y: 1, width: 24, height: 12, rx: 2.5, fill: workerFill(Number(kind.split(' ')[1])) });
		}
		switch (kind) {
			case 'failed':
			case 'cancelled':
				return svg('g', { transform: 'translate(13,7)' }, endMark(kind, 12));
			case 'curve':
				return svg('path', { class: 'curve', d: 'M1,13V8H9V3H18V8H25V13Z' });
			case 'cleanup':
				return svg('rect', { x: 1, y: 5, width: 24, height: 4, fill: fillOf(this.id, kind) });
			default:
				return svg('rect', { class: kind, x: 1, y: 1, width: 24, height: 12, rx: 2.5, fill: fillOf(this.id, kind) });
		}
	}

}
