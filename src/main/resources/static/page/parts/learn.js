import { code, withoutImports } from '../code.js';
import { Command, curl } from '../command.js';
import { CHAPTERS, PLACE_NAMES, sourceOf } from '../chapters.js';
import { cpuLog, cpuReport } from '../cpu-report.js';
import { h, verbatim } from '../dom.js';
import { Fields } from '../fields.js';
import { expectedMs, jobsOf, PlanEditor } from '../plan.js';
import { observations } from '../observations.js';
import { RunView } from '../run-view.js';
import { Runner } from '../runner.js';
import { ask, askJson } from '../service.js';
import { link, readable, write } from '../state.js';
import { stream } from '../stream.js';
import { Tabs } from '../tabs.js';

const GROUPS = ['basics', 'api', 'mistakes'];

/** The tutorial: a chapter with its code, its plan, and its run. */
export function learn({ item, parameters }) {
	const chapter = CHAPTERS.find((it) => it.id === item) ?? CHAPTERS[0];
	const page = new ChapterPage(chapter, parameters);
	return { element: h('div', { class: 'learn' }, contents(chapter), page.element), dispose: () => page.dispose() };
}

function contents(current) {
	const groups = GROUPS.map((group) => h('li', {}, h('span', { class: 'group', say: `group.${group}` }),
			h('ol', {}, CHAPTERS.filter((it) => it.group === group).map((it) => h('li', {},
					h('a', { href: link({ part: 'learn', item: it.id }), say: `chapter.${it.id}.title`,
						'aria-current': it === current ? 'page' : null }))))));
	const narrow = matchMedia('(max-width: 899px)').matches;
	return h('details', { class: 'contents', open: !narrow }, h('summary', { say: 'learn.contents' }),
			h('nav', { label: 'learn.contents' }, h('ul', {}, groups)));
}

class ChapterPage {

	constructor(chapter, parameters) {
		this.chapter = chapter;
		const chosen = parameters.get(chapter.choice ?? '');
		this.style = chapter.styles.includes(chosen) ? chosen : chapter.style;
		this.lanes = parameters.get('lanes') === 'threads' ? 'threads' : 'tasks';
		const changed = () => this.#changed();
		this.plan = chapter.plan === 'jobs' ? new PlanEditor(parameters, chapter.jobs, changed) : null;
		this.fields = new Fields(chapter.fields, parameters, changed);
		this.tabs = new Tabs(chapter.styles.map((it) => [it, PLACE_NAMES[it] ?? h('span', { say: `pitfalls.${it}` })]), this.style, (it) => this.#choose(it), 'learn.styles');
		this.command = new Command();
		this.runner = new Runner((signal) => this.#run(signal));
		this.place = h('div', { class: 'run-place' });
		this.element = this.#build();
		this.#show();
		this.#showSource();
	}

	dispose() {
		this.runner.stop();
		this.view?.dispose();
	}

	#build() {
		const { id, python } = this.chapter;
		const at = CHAPTERS.indexOf(this.chapter);
		this.lesson = verbatim('p', '', { class: 'lesson', lang: 'en', hidden: true });
		return h('article', { class: 'chapter' },
				h('h1', { say: `chapter.${id}.title` }),
				h('p', { class: 'lead', say: `chapter.${id}.text` }),
				h('div', { class: 'side-by-side' },
						h('section', { class: 'card code-card', label: 'learn.python' }, verbatim('h2', 'Python'), code(python, 'python')),
						h('section', { class: 'card code-card', label: 'learn.java' },
								h('div', { class: 'code-head' }, verbatim('h2', 'Java'), this.tabs.list), this.tabs.panel)),
				h('form', { class: 'card plan-card', on: { submit: (event) => {
					event.preventDefault();
					if (!this.runner.running) {
						this.runner.start();
					}
				} } }, this.plan?.element, this.chapter.fields.length ? this.fields.element : null,
						h('div', { class: 'actions' }, this.runner.button, this.command.element)),
				this.runner.notice.element, this.place, this.lesson, this.#neighbours(at));
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
		const parameters = this.#query();
		if (this.lanes === 'threads') {
			parameters.set('lanes', 'threads');
		}
		write({ part: 'learn', item: this.chapter.id, parameters });
		this.#show();
	}

	#show() {
		this.command.show(curl(this.#path));
	}

	#choose(style) {
		this.style = style;
		this.#changed();
		this.#showSource();
	}

	async #showSource() {
		const style = this.style;
		const path = sourceOf(this.chapter, style);
		try {
			const text = await (await ask(`sources/${path}`)).text();
			if (style === this.style) {
				this.tabs.panel.replaceChildren(code(withoutImports(text), 'java'),
						h('p', { class: 'source-file' }, h('a', { href: `sources/${path}`, translate: 'no' }, path.split('/').at(-1))));
			}
		}
		catch (error) {
			this.tabs.panel.replaceChildren(h('p', { say: 'learn.noSource' }));
		}
	}

	#run(signal) {
		switch (this.chapter.kind) {
			case 'cpu':
				return this.#compute(signal);
			case 'pitfall':
				return this.#observe(signal);
			default:
				return this.#stream(signal);
		}
	}

	async #compute(signal) {
		const report = await this.#ask(signal);
		const view = new RunView({ names: report.tasks.map((task) => task.name), lanes: 'tasks' });
		this.#place(view);
		cpuLog(report).forEach((entry) => view.entry(entry));
		view.finish(cpuReport(report));
		this.#say(report.lesson);
	}

	async #observe(signal) {
		const report = await this.#ask(signal);
		this.place.replaceChildren(observations(report));
		this.#say(report.rule);
	}

	async #ask(signal) {
		this.lesson.hidden = true;
		this.place.replaceChildren(h('progress', { class: 'pitfall-progress', label: 'run.progress' }));
		try {
			return await askJson(this.#path, { signal });
		}
		finally {
			this.place.replaceChildren();
		}
	}

	#place(view) {
		this.view?.dispose();
		this.view = view;
		this.lesson.hidden = true;
		this.place.replaceChildren(view.element);
		reveal(view.element);
	}

	#say(lesson) {
		this.lesson.textContent = lesson;
		this.lesson.hidden = false;
	}

	async #stream(signal) {
		const jobs = this.plan ? jobsOf(this.#query(), this.chapter.jobs) : [];
		const view = new RunView({
			names: jobs.map((job) => job.name),
			expectedMs: jobs.length ? expectedMs(jobs, { sequential: this.chapter.path === '/api/sequential', style: this.style,
				limit: Number(this.fields.value('limit')) || 0 }) : 1000,
			lanes: this.lanes,
			onLanes: (lanes) => {
				this.lanes = lanes;
				this.#changed();
			},
		});
		let shown = false;
		const show = () => {
			if (!shown) {
				shown = true;
				this.#place(view);
			}
		};
		try {
			await stream(this.#path, (type, data) => {
				show();
				if (type === 'report') {
					view.finish(data);
					this.#say(data.lesson);
				}
				else {
					view.entry(data);
				}
			}, signal);
		}
		finally {
			view.cut();
		}
	}

}

function reveal(element) {
	const { top, bottom } = element.getBoundingClientRect();
	if (top > innerHeight * 0.75 || bottom < 0) {
		element.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
	}
}
