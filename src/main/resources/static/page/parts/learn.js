import { hasScenario, nearWords, scenarioOf } from '../chapter-scenarios.js';
import { code, javaFile } from '../code.js';
import { Command, curl } from '../command.js';
import { CHAPTERS, sourceOf } from '../chapters.js';
import { cpuLog, cpuReport } from '../cpu-report.js';
import { h, verbatim } from '../dom.js';
import { Fields } from '../fields.js';
import { expectedMs, jobsOf, PlanEditor } from '../plan.js';
import { observations } from '../observations.js';
import { persist } from '../recovery.js';
import { recorded, recordedNote } from '../recorded.js';
import { Results } from '../results.js';
import { reveal } from '../reveal.js';
import { waitingIn } from '../run-model.js';
import { RunView } from '../run-view.js';
import { Runner } from '../runner.js';
import { ask, askJson } from '../service.js';
import { link, readable, write } from '../state.js';
import { Stepping } from '../stepping.js';
import { stream } from '../stream.js';
import { Tabs } from '../tabs.js';
import { quote } from '../words.js';
import { unknown } from './unknown.js';

const NARROW = matchMedia('(max-width: 899px)');

const GROUPS = ['basics', 'api', 'mistakes'];

/** Which tab is shown, in the address of a chapter that runs the same whichever it is. */
const TAB = 'tab';

const LANES = ['states', 'tasks', 'threads'];

/** The tutorial: a chapter with its code, its plan, and its run. */
export function learn({ item, parameters }) {
	const chapter = item ? CHAPTERS.find((it) => it.id === item) : CHAPTERS[0];
	if (!chapter) {
		return unknown();
	}
	const page = new ChapterPage(chapter, parameters);
	const list = contents(chapter);
	const follow = () => (list.open = !NARROW.matches);
	follow();
	NARROW.addEventListener('change', follow);
	return {
		element: h('div', { class: 'learn' }, list, page.element),
		dispose: () => {
			NARROW.removeEventListener('change', follow);
			page.dispose();
		},
	};
}

function contents(current) {
	const groups = GROUPS.map((group) => h('li', {}, h('span', { class: 'group', say: `group.${group}` }),
			h('ol', {}, CHAPTERS.filter((it) => it.group === group).map((it) => h('li', {},
					h('a', { href: link({ part: 'learn', item: it.id }), say: `chapter.${it.id}.title`,
						'aria-current': it === current ? 'page' : null }))))));
	return h('details', { class: 'contents' }, h('summary', { say: 'learn.contents' }),
			h('nav', { label: 'learn.contents' }, h('ul', {}, groups)));
}

class ChapterPage {

	constructor(chapter, parameters) {
		this.chapter = chapter;
		const chosen = parameters.get(chapter.choice ?? TAB);
		this.style = chapter.styles.includes(chosen) ? chosen : chapter.style;
		this.lanes = LANES.find((it) => it === parameters.get('lanes'));
		const changed = () => this.#changed();
		this.plan = chapter.plan === 'jobs' ? new PlanEditor(parameters, chapter.jobs, changed) : null;
		this.fields = new Fields(chapter.fields, parameters, changed);
		this.tabs = new Tabs(chapter.styles.map((it) => [it, h('span', { say: chapter.kind === 'pitfall' ? `pitfalls.${it}` : `style.${it}` })]), this.style, (it) => this.#choose(it), 'learn.styles');
		this.command = new Command();
		this.runner = new Runner((signal) => this.#run(signal));
		this.place = h('div', { class: 'run-place' });
		this.lesson = h('p', { class: 'lesson', hidden: true });
		this.results = new Results(this.place, this.lesson);
		this.stepping = hasScenario(chapter) ? new Stepping(() => this.#scenario(), { near: nearWords(chapter) }) : null;
		this.element = this.#build();
		this.#show();
		this.#showSource();
		if (parameters.size) {
			this.runner.start();
		}
		else {
			this.#showRecorded();
		}
	}

	dispose() {
		this.runner.stop();
		this.stepping?.dispose();
		this.reading?.abort();
		this.disposed = true;
		this.view?.dispose();
	}

	#build() {
		const { id, python } = this.chapter;
		const at = CHAPTERS.indexOf(this.chapter);
		return h('article', { class: 'chapter' },
				h('h1', { say: `chapter.${id}.title` }),
				h('p', { class: 'lead', say: `chapter.${id}.text` }),
				h('div', { class: 'bench' },
						h('section', { class: 'card code-card python', label: 'learn.python' }, verbatim('h2', 'Python'), code(python, 'python')),
						this.runner.form(h('div', { class: 'actions' }, this.runner.button, this.command.element), this.plan?.element,
								this.chapter.fields.length ? this.fields.element : null),
						h('section', { class: 'card code-card java', label: 'learn.java' },
								h('div', { class: 'code-head' }, verbatim('h2', 'Java'), this.tabs.list), this.tabs.panel)),
				this.results.element, this.stepping?.element ?? '', this.#neighbours(at));
	}

	#neighbours(at) {
		const to = (chapter, kind) => chapter ? h('a', { class: kind, href: link({ part: 'learn', item: chapter.id }) },
				h('span', { say: `learn.${kind}` }), h('b', { say: `chapter.${chapter.id}.title` })) : h('span');
		return h('nav', { class: 'neighbours', label: 'learn.neighbours' }, to(CHAPTERS[at - 1], 'previous'), to(CHAPTERS[at + 1], 'next'));
	}

	#query() {
		const { choice } = this.chapter;
		return new URLSearchParams([...(this.plan?.parameters() ?? []), ...this.fields.parameters(), ...(choice ? [[choice, this.style]] : [])]);
	}

	get #path() {
		const query = readable(this.#query());
		return this.chapter.path + (query ? `?${query}` : '');
	}

	#changed() {
		const { choice, style } = this.chapter;
		const parameters = new URLSearchParams([...(this.plan?.parameters() ?? []), ...this.fields.state(),
			...(choice || this.style !== style ? [[choice ?? TAB, this.style]] : [])]);
		if (this.lanes) {
			parameters.set('lanes', this.lanes);
		}
		write({ part: 'learn', item: this.chapter.id, parameters });
		this.#show();
	}

	#show() {
		this.command.show(curl(this.#path));
		this.results.compare(this.#path);
		this.stepping?.changed();
	}

	/** What the chapter's lesson does, for the event loop to step through. */
	#scenario() {
		return scenarioOf(this.chapter, this.plan ? jobsOf(this.#query(), this.chapter.jobs) : [], (name) => this.fields.value(name));
	}

	#choose(style) {
		this.style = style;
		this.#changed();
		this.#showSource();
	}

	async #showSource() {
		this.reading?.abort();
		const { signal } = (this.reading = new AbortController());
		const path = sourceOf(this.chapter, this.style);
		const fail = (key) => this.tabs.panel.replaceChildren(h('p', { role: 'status', say: key }));
		try {
			const text = await persist(async () => (await ask(`sources/${path}`, { signal })).text(), () => fail('learn.sourceLater'), signal);
			if (!signal.aborted) {
				this.tabs.panel.replaceChildren(...javaFile(text),
						h('p', { class: 'source-file' }, h('a', { href: `sources/${path}`, translate: 'no' }, path.split('/').at(-1))));
			}
		}
		catch {
			if (!signal.aborted) {
				fail('learn.noSource');
			}
		}
	}

	/** What the chapter opens with, until something is run. */
	async #showRecorded() {
		const record = await recorded(`learn-${this.chapter.id}`, () => (this.runner.running || this.disposed ? null : this.#path));
		if (record) {
			this.#present(record.report, record.asked);
			this.place.prepend(recordedNote(record));
		}
	}

	#present(report, path) {
		if (this.chapter.kind === 'pitfall') {
			this.results.are(path);
			this.place.replaceChildren(observations(report));
			this.#say(report.rule, { code: `pitfall.${report.id}.rule` });
			return;
		}
		const computed = this.chapter.kind === 'cpu';
		const view = new RunView({ ...this.#named(), again: computed ? null : [path], names: report.tasks.map((task) => task.name), lanes: this.lanes, onLanes: (lanes) => this.#turn(lanes) });
		this.#place(view, path);
		(computed ? cpuLog(report) : report.log).forEach((entry) => view.entry(entry));
		view.finish(computed ? cpuReport(report) : report);
		this.#say(report.lesson, report.lessonSentence);
	}

	#turn(lanes) {
		this.lanes = lanes;
		this.#changed();
	}

	#run(signal) {
		switch (this.chapter.kind) {
			case 'cpu':
			case 'pitfall':
				return this.#askAndPresent(signal);
			default:
				return this.#stream(signal);
		}
	}

	async #askAndPresent(signal) {
		const path = this.#path;
		this.#present(await this.#ask(signal), path);
		reveal(this.place);
	}

	async #ask(signal) {
		this.lesson.hidden = true;
		this.results.are(null);
		this.place.replaceChildren(h('div', { class: 'under-way' },
				h('progress', { class: 'pitfall-progress', label: 'run.progress' }), this.runner.stopper()));
		reveal(this.place);
		try {
			return await askJson(this.#path, { signal });
		}
		finally {
			this.place.replaceChildren();
		}
	}

	/** What a run is called on the page, and in files that are saved of it. */
	#named() {
		const { choice, path } = this.chapter;
		const plan = [...this.#query()].filter(([name]) => name !== choice).map(([name, value]) => (name === 'job' ? value : `${name}=${value}`));
		return { title: { style: this.chapter.kind === 'pitfall' ? `pitfalls.${this.style}` : `style.${this.style}`, plan: plan.join('  ') }, file: `${path.split('/').at(-1)}-${this.style}` };
	}

	#place(view, path) {
		this.view?.dispose();
		this.view = view;
		this.lesson.hidden = true;
		this.place.replaceChildren(view.element);
		this.results.are(path);
	}

	#say(lesson, sentence) {
		quote(this.lesson, lesson, sentence);
		this.lesson.hidden = false;
	}

	async #stream(signal) {
		const path = this.#path;
		const jobs = this.plan ? jobsOf(this.#query(), this.chapter.jobs) : [];
		const view = new RunView({
			...this.#named(),
			again: [path],
			stopper: this.runner.stopper(),
			names: jobs.map((job) => job.name),
			waiting: waitingIn(this.style),
			expectedMs: jobs.length ? expectedMs(jobs, { sequential: this.chapter.path === '/api/sequential', style: this.style,
				limit: Number(this.fields.value('limit')) || 0 }) : 1000,
			lanes: this.lanes,
			onLanes: (lanes) => this.#turn(lanes),
		});
		let shown = false;
		const show = () => {
			if (!shown) {
				shown = true;
				this.#place(view, path);
				reveal(view.canvas, view.element);
			}
		};
		try {
			await stream(path, (type, data) => {
				show();
				if (type === 'report') {
					view.finish(data);
					this.#say(data.lesson, data.lessonSentence);
					if (!jobs.length) {
						// Its rows were not known when it began.
						reveal(view.canvas, view.element);
					}
				}
				else {
					view.entry(data);
				}
			}, signal);
		}
		finally {
			view.cut(signal.aborted ? 'stopped' : 'lost');
		}
	}

}
