import { svg, update } from './dom.js';
import { SOLID, workerOf } from './run-model.js';
import { endMark, fillOf, workerFill } from './timeline-style.js';
import { columns } from './text-width.js';
import { timeText } from './time.js';
import { word } from './words.js';

/** What is narrower is not drawn beside wider bars, unless it used a thread. */
const VISIBLE = 1;

/** The least width of what is drawn. */
const NARROWEST = 1.5;

const ENDS = ['failed', 'cancelled'];

/** The bars of a timeline, the names in them, and the marks where tasks failed or were cancelled. */
export class Bars {

	constructor(id) {
		this.id = id;
		this.layers = Object.fromEntries(['spans', 'cleanups', 'loops', 'stalls', 'names', 'ends'].map((name) => [name, new Layer(name)]));
	}

	get elements() {
		return Object.values(this.layers).map((layer) => layer.element);
	}

	/** Draws rows as of a moment, and returns the kinds of what is in the picture. `chart` has the scale. */
	draw(rows, now, chart) {
		this.chart = chart;
		this.drawn = new Set();
		this.workers = chart.model.workers;
		Object.values(this.layers).forEach((layer) => layer.begin());
		for (const row of rows) {
			const inset = row.height > 20 ? 4 : 1.5;
			const band = { y: row.y + inset, height: row.height - 2 * inset };
			const wide = row.bars.some((bar) => this.#width(bar.segment) >= VISIBLE);
			row.bars.forEach((bar, index) => {
				if (!wide || this.#width(bar.segment) >= VISIBLE || SOLID.includes(bar.segment.state)) {
					this.#bar(this.layers[row.loop ? 'loops' : 'spans'], `${row.key}/${index}`, bar, band);
				}
			});
			row.stalls?.filter((stall) => stall.atMs < now).forEach((stall, index) => this.#stall(`${row.key}/${index}`, stall, now, band));
			row.bars.forEach((bar, index) => this.#name(`${row.key}/${index}`, bar, band));
			if (row.task) {
				this.#cleanup(row.task, now, band);
				this.#end(row.task, now, band);
			}
		}
		Object.values(this.layers).forEach((layer) => layer.end());
		return this.drawn;
	}

	#width({ fromMs, toMs }) {
		return (toMs - fromMs) * this.chart.scale;
	}

	#bar(layer, key, { task, segment: { state, fromMs, toMs, thread, attempt } }, band) {
		const index = attempt === undefined ? -1 : this.workers.indexOf(workerOf(thread));
		const rect = this.#rect(layer, key, { class: state, 'data-task': task.name, 'data-thread': thread ?? '', rx: 2.5 }, { fromMs, toMs }, band,
				`${task.name}: ${word(`doing.${state}`)}, ${timeText(fromMs)} – ${timeText(toMs)}${thread ? `, ${thread}` : ''}`);
		if (index >= 0) {
			update(rect, { fill: workerFill(index), 'data-worker': this.workers[index], 'data-attempt': attempt });
			this.drawn.add(`worker ${index} ${this.workers[index]}`);
		}
		this.drawn.add(state);
	}

	#stall(key, { atMs, durationMs, culprit }, now, band) {
		const toMs = Math.min(atMs + durationMs, now, this.chart.model.endMs ?? now);
		this.#rect(this.layers.stalls, key, { class: 'stall', rx: 2.5 }, { fromMs: atMs, toMs }, band,
				word('stall.once', { ms: timeText(durationMs), culprit }));
		this.drawn.add('stall');
	}

	#cleanup({ startMs, cancelMs, endMs, name }, now, { y, height }) {
		const stretch = { fromMs: cancelMs, toMs: Math.min(endMs ?? now, now) };
		if (startMs <= cancelMs && this.#width(stretch) >= VISIBLE) {
			const thin = Math.max(height * 0.28, 3);
			this.#rect(this.layers.cleanups, name, { class: 'cleanup', 'data-task': name }, stretch, { y: y + height - thin, height: thin },
					`${name}: ${word('legend.cleanup')}`);
			this.drawn.add('cleanup');
		}
	}

	#rect(layer, key, attributes, { fromMs, toMs }, { y, height }, title) {
		const rect = layer.take(key, () => svg('rect', {}, svg('title')));
		update(rect, { ...attributes, 'data-from': fromMs, 'data-to': toMs, x: this.chart.x(fromMs).toFixed(1), y: y.toFixed(1),
			width: Math.max((toMs - fromMs) * this.chart.scale, NARROWEST).toFixed(1), height: height.toFixed(1),
			fill: fillOf(this.id, attributes.class) });
		write(rect.firstChild, title);
		return rect;
	}

	#name(key, { text, segment }, { y, height }) {
		const { zoom } = this.chart;
		const room = this.#width(segment);
		if (height >= 13 * zoom && columns(text) * 7.4 * zoom + 10 <= room) {
			const name = this.layers.names.take(key, () => svg('text'));
			update(name, { class: SOLID.includes(segment.state) ? 'on-solid' : 'on-light', x: (this.chart.x(segment.fromMs) + 5).toFixed(1), y: (y + height / 2 + 4 * zoom).toFixed(1) });
			write(name, text);
		}
	}

	#end({ name, state, endMs }, now, { y, height }) {
		if (ENDS.includes(state) && endMs <= now) {
			const size = Math.min(height, 14 * this.chart.zoom);
			const mark = this.layers.ends.take(`${name} ${state} ${size}`, () => svg('g', { 'data-task': name, 'data-state': state }, endMark(state, size)));
			update(mark, { transform: `translate(${this.chart.x(endMs).toFixed(1)},${(y + height / 2).toFixed(1)})`, 'data-at': endMs });
			this.drawn.add(state);
		}
	}

}

/** Elements by key. Those that are not taken again are removed. */
class Layer {

	constructor(name) {
		this.element = svg('g', { class: name });
		this.known = new Map();
	}

	begin() {
		this.taken = new Set();
	}

	take(key, make) {
		this.taken.add(key);
		if (!this.known.has(key)) {
			const element = make();
			this.known.set(key, element);
			this.element.append(element);
		}
		return this.known.get(key);
	}

	end() {
		for (const [key, element] of this.known) {
			if (!this.taken.has(key)) {
				element.remove();
				this.known.delete(key);
			}
		}
	}

}

/** Writes text that differs from what is there. */
export function write(element, text) {
	if (element.textContent !== text) {
		element.textContent = text;
	}
}
