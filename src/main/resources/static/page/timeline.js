import { svg, update } from './dom.js';
import { concurrency } from './run-model.js';
import { columns, shortened, wrapped } from './text-width.js';
import { ticks, tickText, timeText } from './time.js';
import { Bars, write } from './timeline-bars.js';
import { rowsOf } from './timeline-rows.js';
import { SHEET, patterns } from './timeline-style.js';
import { say, spoken, word } from './words.js';

const AXIS = 24;

const CURVE = 34;

/** The height of a line of text above the curve, which says where the run answered, or could have. */
const MARK = 16;

const GAP = 10;

/** The heights of what is written above and below a lane, and of the lane of an event loop. */
const HEADING = 20;

const NOTE = 15;

/** The width of a column of small text, with some reserve. */
const COLUMN = 6.8;

const LOOP = 26;

/** How large text was when the sizes here were chosen: the page's letters grow on large screens. */
const LETTERS = 16;

let charts = 0;

/**
 * A run drawn as SVG: a curve of how many tasks are between their start and their end, above a lane
 * for each task, or for each thread, and for each event loop. Drawing again moves what has changed
 * and leaves the rest.
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
		this.bars = new Bars(this.id);
		this.drawn = new Set();
		this.element = this.#skeleton();
		this.observer = new ResizeObserver(() => this.draw(this.now));
		this.observer.observe(this.element);
		this.disposed = new AbortController();
		spoken.addEventListener('change', () => this.draw(this.now), { signal: this.disposed.signal });
	}

	#skeleton() {
		const part = (name) => (this[name] = svg('g', { class: name }));
		this.title = svg('title', { id: `${this.id}-title` });
		this.description = svg('desc', { id: `${this.id}-desc` });
		this.area = svg('path', { class: 'curve' });
		this.curveLabel = svg('text', { class: 'curve-label' });
		this.mark = svg('line', { class: 'mark' });
		this.markText = svg('text', { class: 'mark-text' });
		this.ideal = svg('line', { class: 'ideal' });
		this.idealText = svg('text', { class: 'ideal-text', say: 'race.idealLine' });
		this.cursor = svg('line', { class: 'cursor' });
		return svg('svg', { class: 'timeline', role: 'img', 'aria-labelledby': `${this.id}-title`,
			'aria-describedby': `${this.id}-desc`, width: '100%' },
				this.title, this.description, svg('style', {}, SHEET), patterns(this.id), part('axis'), part('labels'), this.area,
				this.curveLabel, part('tracks'), this.bars.elements, part('notes'), this.ideal, this.idealText, this.mark, this.markText, this.cursor);
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
		const rows = rowsOf(this.model, this.lanes, now);
		const rowHeight = (rows.length > 60 ? 11 : rows.length > 24 ? 16 : 26) * this.zoom;
		this.width = width;
		this.left = Math.min(Math.max(...rows.map((row) => columns(row.label)), 4) * 7.4 * this.zoom + 14, width * 0.28);
		this.right = width - 14;
		this.scale = (this.right - this.left) / this.endMs;
		const top = AXIS + (this.idealMs === null ? 1 : 2) * MARK * this.zoom + CURVE + GAP;
		const bottom = this.#place(rows, top, rowHeight);
		update(this.element, { height: bottom + 4, viewBox: `0 0 ${width} ${bottom + 4}` });
		this.#drawAxis(bottom);
		this.#drawLabels(rows, rowHeight);
		this.drawn = this.bars.draw(rows, now, this);
		this.#drawNotes(rows);
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

	/** Gives each row its place, and returns where the last one ends. */
	#place(rows, top, rowHeight) {
		const room = Math.floor((this.width - 8) / (COLUMN * this.zoom));
		let y = top;
		for (const row of rows) {
			y += row.heading ? HEADING * this.zoom : 0;
			row.y = y;
			row.height = row.loop ? Math.max(rowHeight, LOOP * this.zoom) : rowHeight;
			y += row.height;
			row.lines = (row.notes ?? []).map(({ text, fromMs }) => ({ fromMs, texts: wrapped(text, room).map((line) => {
				y += NOTE * this.zoom;
				return { text: line, y: y - 4 * this.zoom };
			}) }));
		}
		return y + 4;
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
			const text = tickText(ms, end);
			return [svg('line', { class: 'grid', x1: x, x2: x, y1: AXIS, y2: bottom }),
				svg('text', { class: 'tick', x: Math.min(x, this.width - this.#lengthOf(text) / 2), y: 15 }, text)];
		}));
	}

	#drawLabels(rows, rowHeight) {
		const key = rows.map((row) => `${row.key}:${row.label}:${row.heading}:${row.y}`).join() + this.left + this.right;
		if (this.labelsKey === key) {
			return;
		}
		this.labelsKey = key;
		const room = Math.floor((this.left - 14) / (7.2 * this.zoom));
		const size = Math.min(12 * this.zoom, rowHeight - 1);
		this.labels.replaceChildren(...rows.flatMap((row) => [
			svg('text', { class: 'label', x: 4, y: row.y + row.height / 2 + size / 3, style: `font-size: ${size}px` },
					svg('title', {}, row.label), shortened(row.label, room)),
			row.heading ? svg('text', { class: 'heading', x: 4, y: row.y }, row.heading) : '']));
		this.tracks.replaceChildren(...rows.filter((row) => row.loop).map(({ y, height }) => svg('line',
				{ class: 'track', x1: this.left, x2: this.right, y1: y + height / 2, y2: y + height / 2 })));
	}

	/** What blocked the loops, below their lanes, from where it began if there is room. */
	#drawNotes(rows) {
		const lines = rows.flatMap((row) => row.lines);
		const key = JSON.stringify(lines.map(({ texts, fromMs }) => [texts, this.x(fromMs), fromMs < this.now])) + this.width;
		if (this.notesKey === key) {
			return;
		}
		this.notesKey = key;
		this.notes.replaceChildren(...lines.flatMap(({ texts, fromMs }) => {
			const longest = Math.max(...texts.map(({ text }) => this.#lengthOf(text)));
			const x = Math.max(Math.min(this.x(fromMs), this.width - 4 - longest), 4).toFixed(1);
			return texts.map(({ text, y }) => svg('text', { class: 'note', x, y, visibility: fromMs < this.now ? 'visible' : 'hidden' }, text));
		}));
		write(this.description, rows.filter((row) => row.notes?.length)
			.map((row) => [row.heading, ...row.notes.map((note) => note.text)].join(': ')).join('. '));
	}

	#drawCurve(now, base) {
		const steps = concurrency(this.model.own).filter(([ms]) => ms <= now);
		const peak = Math.max(1, ...steps.map(([, running]) => running));
		const y = (running) => (base - (running / peak) * CURVE).toFixed(1);
		let path = `M${this.x(0).toFixed(1)},${base}`;
		for (const [ms, running] of steps) {
			path += `H${this.x(ms).toFixed(1)}V${y(running)}`;
		}
		const end = Math.min(now, this.model.endMs ?? now, this.endMs);
		update(this.area, { d: `${path}H${this.x(end).toFixed(1)}V${base}Z` });
		update(this.curveLabel, { x: 4, y: base - 4 });
		write(this.curveLabel, steps.length ? `≤ ${peak}` : '');
		if (steps.length) {
			this.drawn.add('curve');
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
			write(this.markText, word(`outcome.${result.status}`, { at: timeText(result.atMs) }));
			update(this.markText, this.#beside(x, AXIS + 12, this.markText.textContent));
		}
	}

	#drawIdeal(bottom) {
		const shown = this.idealMs !== null;
		update(this.ideal, { visibility: shown ? 'visible' : 'hidden' });
		update(this.idealText, { visibility: shown ? 'visible' : 'hidden' });
		if (shown) {
			// Below the text of the mark, which may be as late.
			const x = this.x(this.idealMs);
			update(this.ideal, { x1: x.toFixed(1), x2: x.toFixed(1), y1: AXIS + MARK * this.zoom, y2: bottom });
			update(this.idealText, this.#beside(x, AXIS + MARK * this.zoom + 12, this.idealText.textContent));
		}
	}

	/** Where a text stands beside a line: on the side with more room. */
	#beside(x, y, text) {
		const late = x > (this.left + this.right) / 2;
		const room = this.#lengthOf(text) + 4;
		return { x: (late ? Math.max(x - 6, room) : Math.min(x + 6, this.width - room)).toFixed(1), y, 'text-anchor': late ? 'end' : 'start' };
	}

	#lengthOf(text) {
		return columns(text) * COLUMN * this.zoom;
	}

}
