import { javaFile } from '../code.js';
import { CollapseChart } from '../collapse-chart.js';
import { Command } from '../command.js';
import { h } from '../dom.js';
import { seriesLegend } from '../experiment.js';
import { outageParts } from '../outage-parts.js';
import { PitfallRun } from '../pitfall-run.js';
import { recorded, recordedNote } from '../recorded.js';
import { ask, askJson } from '../service.js';
import { link } from '../state.js';
import { SYMPTOMS } from '../symptoms.js';
import { translation } from '../words.js';
import { unknown } from './unknown.js';

/** What one sees in an outage: how to confirm it, the fix, and what shows both. */
export function outage({ item }) {
	const symptom = item ? SYMPTOMS.find((it) => it.id === item) : SYMPTOMS[0];
	if (!symptom) {
		return unknown();
	}
	const page = new SymptomPage(symptom);
	return { element: page.element, dispose: () => page.dispose() };
}

class SymptomPage {

	constructor(symptom) {
		this.symptom = symptom;
		const { id } = symptom;
		const [mistake] = symptom.pitfalls;
		this.run = new PitfallRun(mistake);
		this.chartPlace = h('div', { class: 'symptom-chart' });
		this.cure = h('div', {});
		this.mistakes = h('ul', { class: 'pitfall-list' });
		this.disposed = new AbortController();
		this.element = h('div', {}, outageParts('outage'), h('article', { class: 'outage' },
				h('div', { class: 'part-head' }, h('h1', { say: 'outage.title' }), h('p', { class: 'lead', say: 'outage.text' })),
				h('div', { class: 'pitfall-columns' },
						h('nav', { class: 'symptoms', label: 'outage.symptoms' }, SYMPTOMS.map((it) => h('a', { href: link({ part: 'outage', item: it.id }),
							say: `symptom.${it.id}.title`, 'aria-current': it.id === id ? 'page' : null }))),
						h('div', { class: 'symptom', tabindex: -1, 'data-content': true }, h('h2', { say: `symptom.${id}.title` }), h('p', { class: 'symptom-text', say: `symptom.${id}.text` }),
								h('h3', { say: 'outage.confirm' }), h('ol', { class: 'confirm' }, symptom.confirm.map(([kind, text], index) => this.#way(kind, text, index))),
								h('h3', { say: 'outage.fix' }), h('p', { class: 'rule', say: `symptom.${id}.fix` }), this.cure,
								h('h3', { class: 'minor', say: 'outage.shows' }), this.run.element,
								...(symptom.experiment ? [h('h3', { say: 'outage.underLoad' }), this.chartPlace] : []),
								h('h3', { say: 'outage.mistakes' }), this.mistakes))));
		this.run.start();
		this.#load().catch(() => {});
	}

	dispose() {
		this.run.dispose();
		this.chart?.dispose();
		this.disposed.abort();
	}

	#way(kind, text, index) {
		const command = new Command();
		command.show(text);
		const key = kind === 'metric' && index > 0 ? 'metric2' : kind;
		return h('li', {}, h('p', {}, h('b', { say: `outage.${kind}` }), ' ', h('span', { say: `symptom.${this.symptom.id}.${key}` }),
				...(kind === 'watchdog' ? [' ', h('a', { href: 'sources/eventloop/Watchdog.java', translate: 'no' }, 'Watchdog.java')] : [])), command.element);
	}

	async #load() {
		const { signal } = this.disposed;
		const { cure, experiment, pitfalls } = this.symptom;
		const all = await askJson('/api/pitfalls', { signal });
		this.mistakes.replaceChildren(...pitfalls.map((id) => all.find((it) => it.id === id)).map((it) => h('li', {}, h('a', { href: link({ part: 'pitfalls', item: it.id }) },
				h('span', { told: [it.title, { code: `pitfall.${it.id}.title` }] }), h('span', { class: `severity ${it.severity}`, say: `severity.${it.severity}` })))));
		if (cure) {
			const source = await (await ask(`sources/${cure}`, { signal })).text();
			this.cure.replaceChildren(h('section', { class: 'card code-card fixed', label: 'outage.cure' }, ...javaFile(source),
					h('p', { class: 'source-file' }, h('a', { href: `sources/${cure}`, translate: 'no' }, cure.split('/').at(-1)))));
		}
		if (experiment) {
			const record = await recorded(experiment);
			if (record && !signal.aborted) {
				this.#draw(record);
			}
		}
	}

	#draw(record) {
		const { report, points } = record;
		this.chart = new CollapseChart({ rate: report.rate, phaseMs: points.at(-1).atMs / report.phases.length, phases: report.phases.length });
		points.forEach((point) => this.chart.add(point));
		this.chartPlace.replaceChildren(h('section', { class: 'card run', label: `${this.symptom.experiment}.title` }, recordedNote(record), h('div', { class: 'canvas' }, this.chart.element), seriesLegend(),
				h('p', { class: 'lesson', told: [report.lesson, report.lessonSentence] }),
				h('p', {}, h('a', { class: 'button', href: link({ part: this.symptom.experiment }), say: 'outage.runIt' }))));
		this.chart.describe(translation(report.lessonSentence) ?? report.lesson);
		this.chart.draw();
	}

}
