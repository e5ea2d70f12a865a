import { Command, curl } from '../command.js';
import { compare, Track } from '../comparison.js';
import { h, verbatim } from '../dom.js';
import { Fields } from '../fields.js';
import { save, traceButton } from '../export.js';
import { Legend } from '../legend.js';
import { comparable, localStylesAt, stylesAt } from '../lessons.js';
import { racePicture } from '../race-picture.js';
import { Results } from '../results.js';
import { reveal } from '../reveal.js';
import { expectedMs, jobsOf, longestMs, PlanEditor } from '../plan.js';
import { Player } from '../player.js';
import { recorded, recordedNote } from '../recorded.js';
import { STATES, together } from '../run-model.js';
import { usualLanes } from '../run-view.js';
import { Runner } from '../runner.js';
import { readable, write } from '../state.js';
import { Timeline } from '../timeline.js';
import { timeText } from '../time.js';
import { say, word } from '../words.js';

const JOBS = ['task1:2s', 'task2:1s'];

const EQUAL = { count: '12', delay: '500ms' };

/** One plan in every style, on one time axis, beside the longest job. */
export function race({ parameters }) {
	const page = new RacePage(parameters);
	return { element: page.element, dispose: () => page.dispose() };
}

class RacePage {

	constructor(parameters) {
		const changed = () => this.#changed();
		this.plan = new PlanEditor(parameters, JOBS, changed, EQUAL);
		this.fields = new Fields([['concept', comparable(), 'gather'], ['threads', 'number', '8'], ['distributed', 'boolean', 'false']], parameters, changed);
		this.runner = new Runner((signal) => this.#run(signal));
		this.command = new Command();
		this.progress = h('progress', { max: 1, value: 0, label: 'run.progress' });
		this.underWay = h('div', { class: 'under-way', hidden: true }, this.progress, this.runner.stopper());
		this.place = h('div', { class: 'race-runs' });
		this.results = new Results(this.place);
		this.element = h('article', { class: 'race' },
				h('div', { class: 'part-head' }, h('h1', { say: 'race.title' }), h('p', { class: 'lead', say: 'race.text' })),
				this.runner.form(this.plan.element, this.fields.element,
						h('div', { class: 'actions' }, this.runner.button, this.command.element)),
				this.underWay, this.results.element);
		this.done = true;
		this.#show();
		if (parameters.size) {
			this.runner.start();
		}
		else {
			this.#showRecorded();
		}
	}

	dispose() {
		this.runner.stop();
		this.lanes?.forEach((lane) => lane.timeline.dispose());
		cancelAnimationFrame(this.frame);
	}

	async #showRecorded() {
		const record = await recorded('race', () => (this.runner.running ? null : this.#path));
		if (record && this.element.isConnected) {
			this.#prepare(jobsOf(this.#query(), JOBS), longestMs(jobsOf(this.#query(), JOBS)));
			this.results.are(record.asked);
			this.#finish(record.report.runs);
			this.place.prepend(recordedNote(record));
		}
	}

	#query() {
		return new URLSearchParams([...this.plan.parameters(), ...this.fields.parameters()]);
	}

	get #path() {
		return `/api/compare?${readable(this.#query())}`;
	}

	#changed() {
		write({ part: 'race', parameters: this.#query() });
		this.#show();
	}

	#show() {
		this.command.show(curl(this.#path));
		this.results.compare(this.#path);
	}

	async #run(signal) {
		const path = this.#path;
		const jobs = jobsOf(this.#query(), JOBS);
		const sequential = this.fields.value('concept') === 'sequential';
		const expected = expectedMs(jobs, { sequential });
		try {
			const runs = await compare(path, (style) => this.lanes.find((it) => it.style === style), signal, () => {
				this.began = performance.now();
				this.underWay.hidden = false;
				this.progress.value = 0;
				this.#prepare(jobs, expected);
				this.results.are(path);
				reveal(this.place, this.underWay);
				this.#animate(expected);
			});
			this.#finish(runs);
		}
		finally {
			this.underWay.hidden = true;
			if (!this.done) {
				this.#cut();
			}
		}
	}

	/** The race will tell no more: the lanes stay as they are, and say so. */
	#cut() {
		this.done = true;
		cancelAnimationFrame(this.frame);
		for (const lane of this.lanes) {
			lane.timeline.draw(lane.ended ? Infinity : lane.now);
			say(lane.words, lane.ended ? 'race.ended' : lane.began === undefined ? 'race.notRun' : 'race.stopped', { at: timeText(lane.now) });
		}
	}

	#prepare(jobs, expected) {
		this.lanes?.forEach((lane) => lane.timeline.dispose());
		this.done = false;
		const stylesOf = this.fields.value('distributed') === 'true' ? stylesAt : localStylesAt;
		this.lanes = stylesOf(`/api/${this.fields.value('concept')}`).map((style) => {
			const lane = new Lane(style, jobs.map((job) => job.name));
			const timeline = new Timeline(lane.model, { lanes: usualLanes(jobs), expectedMs: expected, idealMs: longestMs(jobs) });
			const words = h('span', { say: 'race.waiting' });
			timeline.element.setAttribute('aria-labelledby', `race-${style}`);
			return Object.assign(lane, { timeline, words, element: h('section', { class: 'card race-run', 'data-style': style },
					h('h2', { id: `race-${style}` }, h('b', { say: `style.${style}` }), ' ', words), timeline.element) });
		});
		this.playerPlace = h('div', {});
		this.legend = new Legend();
		this.place.replaceChildren(h('p', { class: 'race-legend', say: ['race.ideal', { ideal: timeText(longestMs(jobs)) }] }),
				...this.lanes.map((lane) => lane.element), this.playerPlace, this.legend.element);
	}

	/** Shows a row for each job, or again one for each state. */
	#unfold() {
		return h('label', { class: 'field inline' }, h('input', { type: 'checkbox', name: 'each', on: { change: (event) => {
			this.lanes.forEach(({ timeline }) => {
				timeline.lanes = event.target.checked ? 'tasks' : 'states';
				timeline.draw(Infinity);
			});
			this.#explain();
		} } }), h('span', { say: 'race.each' }));
	}

	#explain() {
		this.legend.show(new Set(this.lanes.flatMap((lane) => [...lane.timeline.drawn])));
	}

	#animate(expected) {
		this.frame = requestAnimationFrame(() => {
			if (this.done || !this.element.isConnected) {
				return;
			}
			const shared = Math.max(...this.lanes.map((lane) => Math.max(lane.model.lastMs, expected))) * 1.05;
			this.lanes.forEach((lane) => {
				lane.timeline.domainMs = Math.max(shared, lane.timeline.domainMs ?? 0);
				lane.timeline.draw(lane.ended ? Infinity : lane.now);
				if (lane.began !== undefined) {
					say(lane.words, lane.ended ? 'race.ended' : 'race.running');
				}
			});
			this.#explain();
			this.progress.value = Math.min((performance.now() - this.began) / (expected * this.lanes.length), 1);
			this.#animate(expected);
		});
	}

	#finish(runs) {
		this.done = true;
		const end = Math.max(...runs.map((run) => Math.max(run.wallMs, run.result.atMs)), this.lanes[0].timeline.idealMs) * 1.02;
		for (const run of runs) {
			const lane = this.lanes.find((it) => it.style === run.style);
			lane.model.finish(run);
			lane.timeline.domainMs = end;
			lane.timeline.draw(Infinity);
			const returned = run.result.status === 'returned';
			say(lane.words, returned ? 'race.result' : `race.${run.result.status}`, { wall: timeText(run.wallMs), peak: run.peakConcurrency,
				at: timeText(run.result.atMs), over: timeText(Math.max(0, run.wallMs - lane.timeline.idealMs)) });
		}
		this.#explain();
		const player = new Player({
			endMs: () => end,
			at: (ms) => together(this.lanes.map((lane) => lane.model.at(ms))),
			onMove: (ms, replaying) => this.lanes.forEach((lane) => {
				lane.timeline.showCursor(ms);
				lane.timeline.draw(replaying ? ms : Infinity);
			}),
		});
		this.lanes.forEach(({ timeline }) => {
			timeline.element.addEventListener('pointermove', (event) => player.follow(timeline.momentAt(event.clientX)));
			timeline.element.addEventListener('click', (event) => player.moveTo(timeline.momentAt(event.clientX)));
		});
		this.playerPlace.replaceChildren(h('div', { class: 'card' }, player.element,
				usualLanes(runs[0].tasks) === 'states' ? this.#unfold() : null,
				h('button', { type: 'button', class: 'quiet save-svg', say: 'run.svg', on: {
					click: () => save('race.svg', 'image/svg+xml', racePicture(this.lanes.map((lane) => lane.named))) } }),
				h('button', { type: 'button', class: 'quiet save-json', say: 'run.json', on: {
					click: () => save('race.json', 'application/json', JSON.stringify({ runs }, null, 2)) } }),
				traceButton('race', this.#path), table(runs, this.lanes)));
	}

}

/** A style's run: its picture, and what is said of it. */
class Lane extends Track {

	/** The drawing with the words that stand above it. */
	get named() {
		return { name: `${word(`style.${this.style}`)}: ${this.words.textContent}`, drawing: this.timeline.element };
	}

}

function table(runs, lanes) {
	return h('details', {}, h('summary', { say: 'run.text' }), totals(runs), tasks(lanes));
}

function totals(runs) {
	return h('div', { class: 'table-scroll', tabindex: 0, role: 'group', label: 'race.totals' }, h('table', {},
			h('caption', { class: 'sr-only', say: 'race.totals' }),
			h('thead', {}, h('tr', {}, ['style', 'wall', 'longest', 'sum', 'peak'].map((it) => h('th', { scope: 'col', say: `race.${it}` })))),
			h('tbody', {}, runs.map((run) => h('tr', {}, h('th', { scope: 'row', say: `style.${run.style}` }),
					verbatim('td', timeText(run.wallMs)), verbatim('td', timeText(run.longestMs)), verbatim('td', timeText(run.sumMs)),
					verbatim('td', run.peakConcurrency))))));
}

function tasks(lanes) {
	const states = STATES.filter((state) => lanes.some((lane) => lane.model.states.includes(state)));
	const columns = ['task', 'state', 'start', 'end', ...states, 'thread'];
	return h('div', { class: 'table-scroll', tabindex: 0, role: 'group', label: 'race.tasks' }, h('table', { class: 'race-tasks' },
			h('caption', { class: 'sr-only', say: 'race.tasks' }),
			h('thead', {}, h('tr', {}, h('th', { scope: 'col', say: 'race.style' }), columns.map((it) => h('th', { scope: 'col', say: `column.${it}` })))),
			h('tbody', {}, lanes.flatMap(({ style, model }) => model.own.map((task) => h('tr', {}, h('td', { say: `style.${style}` }),
					verbatim('th', task.name, { scope: 'row' }), h('td', { say: `state.${task.state}` }), verbatim('td', timeText(task.startMs)),
					verbatim('td', timeText(task.endMs)), states.map((state) => verbatim('td', timeText(model.spent(task, state)))),
					verbatim('td', task.thread ?? '–')))))));
}
