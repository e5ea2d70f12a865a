import { h, verbatim } from './dom.js';
import { save, svgFile, traceButton } from './export.js';
import { findings } from './findings.js';
import { Legend } from './legend.js';
import { Player } from './player.js';
import { countWords, RunModel } from './run-model.js';
import { Timeline } from './timeline.js';
import { timeText } from './time.js';

const MOST_ROWS = 40;

/**
 * One run on the page: its timeline while it goes on and afterwards, the log, the outcome,
 * the same as text, and what can be saved of it.
 */
export class RunView {

	/**
	 * `title` says what ran, and the words' key of the style; `file` names what is saved of it; `again` are the path, and
	 * options, that run it once more; `stopper`
	 * is a button that stops the run; `waiting` is the state of a task that has started, as long as no more is known.
	 */
	constructor({ title, file, again = null, stopper = null, names = [], waiting = 'awaiting', expectedMs = 1000, lanes, onLanes = () => {} }) {
		const shown = lanes ?? usualLanes(names);
		this.title = title;
		this.file = file;
		this.again = again;
		this.stopper = stopper;
		this.model = new RunModel(names, waiting);
		this.timeline = new Timeline(this.model, { expectedMs, lanes: shown });
		this.report = null;
		this.beganAt = null;
		this.pending = [];
		this.frame = 0;
		this.logged = 0;
		this.#build(names, shown, onLanes);
		this.#draw();
	}

	/** An entry of the log has come. */
	entry(entry) {
		const began = performance.now() - entry.atMs;
		this.beganAt = this.beganAt === null ? began : Math.min(this.beganAt, began);
		this.model.accept(entry);
		this.#draw();
	}

	/** The report has come: nothing moves any more. */
	finish(report) {
		this.report = report;
		this.model.finish(report);
		this.#settle(report);
	}

	/** The run will tell no more, since it was stopped or has broken off: what is known of it stays as it is. */
	cut(outcome) {
		if (this.report === null) {
			this.cutMs = this.#now();
			this.#still(this.cutMs);
			this.outcome.className = `outcome ${outcome}`;
			this.outcome.replaceChildren(h('strong', { say: [`outcome.${outcome}`, { at: timeText(this.cutMs) }] }));
		}
	}

	dispose() {
		cancelAnimationFrame(this.frame);
		this.timeline.dispose();
	}

	#build(names, lanes, onLanes) {
		this.progress = h('progress', { max: 1, value: 0, label: 'run.progress' });
		this.outcome = h('p', { class: 'outcome', role: 'status' });
		this.legend = new Legend();
		this.figures = h('dl', { class: 'figures' });
		this.findings = h('ul', { class: 'findings', label: 'run.findings' });
		this.log = h('ol', { class: 'log', tabindex: 0, label: 'run.log' });
		this.table = h('div', { class: 'table-scroll', tabindex: 0, role: 'group', label: 'run.table' });
		const lane = (name) => h('label', {}, h('input', { type: 'radio', name: `${this.timeline.id}-lanes`, value: name,
			checked: name === lanes, on: { change: () => {
				this.timeline.lanes = name;
				this.timeline.draw(this.timeline.now);
				this.legend.show(this.timeline.drawn);
				onLanes(name);
			} } }), h('span', { say: `lanes.${name}` }));
		this.laneChoice = h('fieldset', { class: 'segments' }, h('legend', { class: 'sr-only', say: 'lanes.label' }),
				usualLanes(names) === 'states' ? lane('states') : null, lane('tasks'), this.threadLane = lane('threads'));
		this.exports = h('div', { class: 'exports', hidden: true },
				h('button', { type: 'button', class: 'quiet save-svg', say: 'run.svg', on: { click: () => this.#saveSvg() } }),
				h('button', { type: 'button', class: 'quiet save-json', say: 'run.json', on: { click: () => this.#saveJson() } }),
				this.again ? traceButton(this.file, ...this.again) : null);
		this.playerPlace = h('div', { class: 'player-place' });
		this.canvas = h('div', { class: 'canvas' }, this.timeline.element);
		this.element = h('section', { class: 'run card', label: 'run.section' },
				h('h2', {}, h('b', { say: this.title.style }), verbatim('code', this.title.plan)),
				h('div', { class: 'run-head' }, this.laneChoice, this.progress, this.stopper, this.exports),
				this.outcome, this.canvas, this.playerPlace, this.legend.element, this.figures, this.findings,
				h('div', { class: 'run-details' },
						h('details', { class: 'log-details', open: matchMedia('(min-width: 900px)').matches }, h('summary', { say: 'run.log' }), this.log),
						h('details', { class: 'text-details' }, h('summary', { say: 'run.text' }), this.table)));
	}

	// At most once a frame, however many entries have come.
	#draw() {
		if (this.frame) {
			return;
		}
		this.frame = requestAnimationFrame(() => {
			this.frame = 0;
			const now = this.#now();
			this.timeline.draw(now);
			this.legend.show(this.timeline.drawn);
			this.#drawLog();
			update(this.progress, now / this.timeline.expectedMs);
			this.#describe(now);
			if (this.report === null && this.cutMs === undefined && this.element.isConnected) {
				this.#draw();
			}
		});
	}

	#now() {
		if (this.report !== null) {
			return Infinity;
		}
		return this.cutMs ?? (this.beganAt === null ? 0 : performance.now() - this.beganAt);
	}

	#drawLog() {
		const fresh = this.model.log.slice(this.logged);
		if (fresh.length) {
			this.logged = this.model.log.length;
			const atEnd = this.log.scrollTop + this.log.clientHeight >= this.log.scrollHeight - 30;
			this.log.append(...fresh.map((entry) => h('li', { translate: 'no', 'data-event': entry.event },
					h('span', { class: 'log-time' }, timeText(entry.atMs)), h('b', {}, entry.task), ' ', h('span', { say: `event.${entry.event}` }),
					entry.thread ? h('span', { class: 'log-thread' }, ` ${entry.thread}`) : null)));
			if (atEnd) {
				this.log.scrollTop = this.log.scrollHeight;
			}
		}
	}

	/** Nothing moves any more. */
	#still(now) {
		cancelAnimationFrame(this.frame);
		this.frame = 0;
		const held = this.stopper === document.activeElement;
		this.progress.hidden = true;
		this.stopper?.remove();
		this.exports.hidden = false;
		if (held) {
			this.exports.firstChild.focus({ preventScroll: true });
		}
		this.threadLane.hidden = !this.model.hasThreads;
		this.laneChoice.hidden = !this.model.hasThreads && usualLanes(this.model.own) === 'tasks';
		this.timeline.draw(now);
		this.legend.show(this.timeline.drawn);
		this.#drawLog();
		this.#describe(now);
		this.table.replaceChildren(table(this.model));
	}

	#settle(report) {
		this.#still(Infinity);
		showOutcome(this.outcome, report.result);
		this.figures.replaceChildren(...figures(report, this.model));
		this.findings.replaceChildren(...findings(report.findings));
		this.player = new Player({
			endMs: () => this.timeline.endMs,
			at: (ms) => this.model.at(ms),
			onMove: (ms, replaying) => {
				this.timeline.showCursor(ms);
				this.timeline.draw(replaying ? ms : Infinity);
			},
		});
		this.playerPlace.replaceChildren(this.player.element);
		this.canvas.addEventListener('pointermove', (event) => {
			if (event.buttons === 0 || event.pointerType !== 'touch') {
				this.player.follow(this.timeline.momentAt(event.clientX));
			}
		});
		this.canvas.addEventListener('click', (event) => this.player.moveTo(this.timeline.momentAt(event.clientX)));
	}

	#describe(now) {
		const counts = this.model.at(now);
		if (this.report) {
			this.timeline.describe('run.summary', { tasks: this.model.own.length, wall: timeText(this.report.wallMs), peak: this.model.peak, ended: counts.ended });
		}
		else {
			this.timeline.describe('player.at', { counts: countWords(counts) });
		}
	}

	#saveSvg() {
		save(`${this.file}.svg`, 'image/svg+xml', svgFile(this.timeline.element));
	}

	#saveJson() {
		const report = this.report?.source ?? this.report ?? { stoppedAtMs: this.cutMs, tasks: [...this.model.tasks.values()], log: this.model.log };
		save(`${this.file}.json`, 'application/json', JSON.stringify(report, null, 2));
	}

}

/** A row for each task as long as that can be read. */
export function usualLanes(tasks) {
	return tasks.length > MOST_ROWS ? 'states' : 'tasks';
}

function update(progress, value) {
	progress.value = Math.min(value, 1);
}

function showOutcome(place, result) {
	place.className = `outcome ${result.status}`;
	const value = result.error ? errorText(result.error)
		: result.value === undefined ? '' : JSON.stringify(result.value);
	place.replaceChildren(h('strong', { say: [`outcome.${result.status}`, { at: timeText(result.atMs) }] }),
			value ? verbatim('code', value, { tabindex: 0 }) : '');
}

function errorText({ type, message, errors = [] }) {
	return `${type}: ${message}${errors.length ? ` [${errors.map(errorText).join(', ')}]` : ''}`;
}

function figures(report, model) {
	const longest = (state) => timeText(Math.max(0, ...model.own.map((task) => model.spent(task, state))));
	const shown = [['wall', timeText(report.wallMs)], ['longest', timeText(report.longestMs)],
		['sum', timeText(report.sumMs)], ['speedup', `${report.speedup?.toFixed(2)}×`], ['peak', model.peak],
		['threads', model.threadsUsed], ['queued', longest('queued')], ['ready', longest('ready')]];
	// Where nothing was measured as ready it may be that it can't be known.
	const known = { speedup: report.speedup !== undefined, ready: model.states.includes('ready') };
	return shown.filter(([name]) => known[name] ?? true).map(([name, value]) => h('div', {},
			h('dt', { say: `figure.${name}` }), verbatim('dd', value, { 'data-figure': name })));
}

function table(model) {
	const { states } = model;
	const columns = ['task', 'state', 'start', 'end', ...states, 'thread', 'result'];
	return h('table', {}, h('caption', { class: 'sr-only', say: 'run.text' }),
			h('thead', {}, h('tr', {}, columns.map((name) => h('th', { scope: 'col', say: `column.${name}` })))),
			h('tbody', {}, [...model.tasks.values()].map((task) => h('tr', {},
					verbatim('th', task.name, { scope: 'row' }), h('td', { say: `state.${task.state}` }),
					verbatim('td', timeText(task.startMs)), verbatim('td', timeText(task.endMs)),
					states.map((state) => verbatim('td', timeText(model.spent(task, state)), { 'data-state': state })), verbatim('td', task.thread ?? '–'),
					verbatim('td', task.error ? errorText(task.error) : (task.value ?? '–'))))));
}
