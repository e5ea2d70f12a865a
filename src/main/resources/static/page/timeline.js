import { svg, update } from './dom.js';
import { concurrency, segments } from './run-model.js';
import { ticks, tickText, timeText } from './time.js';
import { SHEET, patterns } from './timeline-style.js';
import { say, spoken, word } from './words.js';

const AXIS = 24;

const CURVE = 46;

const GAP = 10;

/** How large text was when the sizes here were chosen: the page's letters grow on large screens. */
const LETTERS = 16;

let charts = 0;

/**
 * A run drawn as SVG: a curve of how many tasks run, above a lane for each task, or for
 * each thread. Drawing again moves what has changed and leaves the rest.
 */
export class Timeline {

	constructor(model, { expectedMs = 1000, idealMs = null, domainMs = null, lanes = 'tasks' } = {}) {
		this.model = model;
		this.expectedMs = expectedMs;
		this.idealMs = idealMs;
		this.domainMs = domainMs;
		this.lanes = lanes;
		this.cursorMs = null;
		this.now = 0;
		this.id = `timeline-${++charts}`;
		this.element = this.#skeleton();
		this.rows = new Map();
		this.bars = new Map();
		this.observer = new ResizeObserver(() => this.draw(this.now));
		this.observer.observe(this.element);
		this.disposed = new AbortController();
		spoken.addEventListener('change', () => this.draw(this.now), { signal: this.disposed.signal });
	}

	#skeleton() {
		const part = (name) => (this[name] = svg('g', { class: name }));
		this.title = svg('title', { id: `${this.id}-title` });
		this.area = svg('path', { class: 'curve' });
		this.curveLabel = svg('text', { class: 'curve-label' });
		this.mark = svg('line', { class: 'mark' });
		this.markText = svg('text', { class: 'mark-text' });
		this.ideal = svg('line', { class: 'ideal' });
		this.idealText = svg('text', { class: 'ideal-text', say: 'race.idealLine' });
		this.cursor = svg('line', { class: 'cursor' });
		return svg('svg', { class: 'timeline', role: 'img', 'aria-labelledby': `${this.id}-title`, width: '100%' },
				this.title, svg('style', {}, SHEET), patterns(this.id), part('axis'), part('labels'), this.area,
				this.curveLabel, part('spans'), this.ideal, this.idealText, this.mark, this.markText, this.cursor);
	}

	/** The moment at the right edge. */
	get endMs() {
		if (this.domainMs) {
			return this.domainMs;
		}
		const last = Math.max(this.model.endMs ?? Math.max(this.expectedMs, this.now), this.idealMs ?? 0, 1);
		return this.model.endMs ? last * 1.02 : last * 1.05;
	}

	/** Draws the run as it was at a moment. */
	draw(now) {
		this.now = now;
		const width = Math.max(this.element.clientWidth || this.element.parentElement?.clientWidth || 600, 200);
		this.zoom = parseFloat(getComputedStyle(document.documentElement).fontSize) / LETTERS;
		const rows = this.#rows();
		const rowHeight = (rows.length > 60 ? 11 : rows.length > 24 ? 16 : 26) * this.zoom;
		const gutter = Math.min(Math.max(...rows.map((row) => row.label.length), 4) * 7.4 * this.zoom + 14, width * 0.28);
		this.left = gutter;
		this.right = width - 14;
		this.scale = (this.right - this.left) / this.endMs;
		let y = AXIS + CURVE + GAP;
		const top = y;
		rows.forEach((row) => {
			row.y = y;
			row.height = row.depth * rowHeight;
			y += row.height;
		});
		const bottom = y + 4;
		update(this.element, { height: bottom + 4, viewBox: `0 0 ${width} ${bottom + 4}` });
		this.#drawAxis(bottom);
		this.#drawLabels(rows, rowHeight);
		this.#drawBars(rows, rowHeight);
		this.#drawCurve(now, top - GAP);
		this.#drawMark(bottom);
		this.#drawIdeal(bottom);
		this.showCursor(this.cursorMs);
	}

	x(ms) {
		return this.left + ms * this.scale;
	}

	/** The moment under a point of the drawing. */
	momentAt(clientX) {
		const box = this.element.getBoundingClientRect();
		return Math.min(Math.max((clientX - box.left - this.left) / this.scale, 0), this.endMs);
	}

	showCursor(ms) {
		this.cursorMs = ms;
		const shown = ms !== null && this.left !== undefined;
		update(this.cursor, { visibility: shown ? 'visible' : 'hidden' });
		if (shown) {
			const x = this.x(Math.min(ms, this.endMs)).toFixed(1);
			update(this.cursor, { x1: x, x2: x, y1: AXIS, y2: this.element.getAttribute('height') });
		}
	}

	/** What the picture shows, in words, for its title. */
	describe(key, args) {
		say(this.title, key, args);
	}

	dispose() {
		this.observer.disconnect();
		this.disposed.abort();
	}

	#rows() {
		const tasks = [...this.model.tasks.values()];
		if (this.lanes === 'tasks') {
			return tasks.map((task) => ({ key: task.name, label: task.name, depth: 1, members: [[task, 0]] }));
		}
		const threads = new Map();
		tasks.filter((task) => task.thread !== undefined).forEach((task) => {
			const name = task.thread || word('style.event-loop');
			threads.set(name, [...(threads.get(name) ?? []), task]);
		});
		const rows = [...threads].map(([name, members]) => ({ key: `@${name}`, label: name, ...packed(members) }));
		return rows.length ? rows : [{ key: '@', label: '', depth: 1, members: [] }];
	}

	#drawAxis(bottom) {
		const end = this.endMs;
		const moments = ticks(end, (this.right - this.left) / (90 * this.zoom));
		const key = `${moments.join()}|${this.left}|${this.scale}|${bottom}`;
		if (this.axisKey === key) {
			return;
		}
		this.axisKey = key;
		this.axis.replaceChildren(...moments.flatMap((ms) => {
			const x = this.x(ms).toFixed(1);
			return [svg('line', { class: 'grid', x1: x, x2: x, y1: AXIS, y2: bottom }),
				svg('text', { class: 'tick', x, y: 15 }, tickText(ms, end))];
		}));
	}

	#drawLabels(rows, rowHeight) {
		const key = rows.map((row) => `${row.key}:${row.label}:${row.y}`).join() + this.left;
		if (this.labelsKey === key) {
			return;
		}
		this.labelsKey = key;
		const room = Math.floor((this.left - 14) / (7.2 * this.zoom));
		const size = Math.min(12 * this.zoom, rowHeight - 1);
		this.labels.replaceChildren(...rows.map((row) => svg('text',
				{ class: 'label', x: 4, y: row.y + rowHeight / 2 + size / 3, style: `font-size: ${size}px` },
				row.label.length > room ? `${row.label.slice(0, room - 1)}…` : row.label)));
	}

	#drawBars(rows, rowHeight) {
		const seen = new Set();
		const inset = rowHeight > 20 ? 4 : 1.5;
		for (const row of rows) {
			for (const [task, depth] of row.members) {
				segments(task, this.now).forEach(([kind, from, to], index) => {
					if (this.lanes === 'threads' && kind === 'queued') {
						return;
					}
					const key = `${task.name}/${index}`;
					seen.add(key);
					this.#drawBar(key, task, kind, from, to, row.y + depth * rowHeight + inset, rowHeight - 2 * inset);
				});
			}
		}
		for (const [key, bar] of this.bars) {
			if (!seen.has(key)) {
				bar.remove();
				this.bars.delete(key);
			}
		}
	}

	#drawBar(key, task, kind, from, to, y, height) {
		let bar = this.bars.get(key);
		if (!bar) {
			bar = svg('rect', { rx: 2.5 }, svg('title'));
			this.bars.set(key, bar);
			this.spans.append(bar);
		}
		update(bar, {
			class: kind, 'data-task': task.name, 'data-from': from, 'data-to': to, x: this.x(from).toFixed(1),
			y: y.toFixed(1), width: Math.max((to - from) * this.scale, 1.5).toFixed(1), height: height.toFixed(1),
			fill: kind === 'running' ? 'var(--running, #2f6fde)' : `url(#${this.id}-${kind})`,
		});
		const words = `${task.name}: ${timeText(from)} – ${timeText(to)}`;
		if (bar.firstChild.textContent !== words) {
			bar.firstChild.textContent = words;
		}
	}

	#drawCurve(now, base) {
		const tasks = [...this.model.tasks.values()];
		const steps = concurrency(tasks).filter(([ms]) => ms <= now);
		const peak = Math.max(1, ...steps.map(([, running]) => running));
		const y = (running) => (base - (running / peak) * (CURVE - 12)).toFixed(1);
		let path = `M${this.x(0).toFixed(1)},${base}`;
		for (const [ms, running] of steps) {
			path += `H${this.x(ms).toFixed(1)}V${y(running)}`;
		}
		const end = Math.min(now, this.model.endMs ?? now, this.endMs);
		update(this.area, { d: `${path}H${this.x(end).toFixed(1)}V${base}Z` });
		update(this.curveLabel, { x: 4, y: base - 4 });
		const text = steps.length ? `≤ ${peak}` : '';
		if (this.curveLabel.textContent !== text) {
			this.curveLabel.textContent = text;
		}
	}

	#drawMark(bottom) {
		const result = this.model.result;
		const shown = result !== null && result.atMs <= this.now;
		update(this.mark, { visibility: shown ? 'visible' : 'hidden' });
		update(this.markText, { visibility: shown ? 'visible' : 'hidden' });
		if (shown) {
			const x = this.x(result.atMs);
			update(this.mark, { x1: x.toFixed(1), x2: x.toFixed(1), y1: AXIS, y2: bottom });
			update(this.markText, this.#beside(x, AXIS + 12));
			this.markText.textContent = word(`outcome.${result.status}`, { at: timeText(result.atMs) });
		}
	}

	#drawIdeal(bottom) {
		const shown = this.idealMs !== null;
		update(this.ideal, { visibility: shown ? 'visible' : 'hidden' });
		update(this.idealText, { visibility: shown ? 'visible' : 'hidden' });
		if (shown) {
			// Below the text of the mark, which may be as late.
			const x = this.x(this.idealMs);
			update(this.ideal, { x1: x.toFixed(1), x2: x.toFixed(1), y1: AXIS + 17, y2: bottom });
			update(this.idealText, this.#beside(x, AXIS + 29));
		}
	}

	/** Where a text stands beside a line: on the side with more room. */
	#beside(x, y) {
		const late = x > (this.left + this.right) / 2;
		return { x: (x + (late ? -6 : 6)).toFixed(1), y, 'text-anchor': late ? 'end' : 'start' };
	}

}

/** Puts tasks that overlap below each other. */
function packed(tasks) {
	const ends = [];
	const members = [...tasks].sort((a, b) => a.startMs - b.startMs).map((task) => {
		let depth = ends.findIndex((end) => end <= task.startMs);
		depth = depth < 0 ? ends.length : depth;
		ends[depth] = task.endMs ?? Infinity;
		return [task, depth];
	});
	return { depth: Math.max(ends.length, 1), members };
}
