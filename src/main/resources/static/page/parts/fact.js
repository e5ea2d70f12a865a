import { code, withoutImports } from '../code.js';
import { h, verbatim } from '../dom.js';
import { answerMark, factCard } from '../fact-card.js';
import { styles } from '../lessons.js';
import { Runner } from '../runner.js';
import { ask, askJson } from '../service.js';
import { link } from '../state.js';
import { tracks } from '../tracks.js';
import { unknown } from './unknown.js';

/** A fact in one style: the usual idiom runs beside our lesson class, drawn on one axis, above what the probe saw and its code. */
export class FactPage {

	constructor(fact, parameters) {
		this.fact = fact;
		this.style = styles().includes(parameters.get('style')) ? parameters.get('style') : 'asyncio';
		this.form = parameters.get('show') === 'lesson' ? 'lesson' : 'idiom';
		this.runner = new Runner((signal) => this.#run(signal), { start: 'semantics.measure' });
		this.place = h('div', { class: 'evidence' });
		this.element = h('article', { class: 'semantics' },
				h('div', { class: 'part-head' }, h('h1', {}, h('span', { say: 'fact.title' }), ' ', h('span', { say: `style.${this.style}` }))),
				h('div', { class: 'actions' }, h('a', { href: link({ part: 'semantics', parameters: new URLSearchParams({ show: this.form }) }), say: 'fact.back' }),
						this.runner.button),
				this.runner.notice.element, this.place);
		this.runner.start();
	}

	dispose() {
		this.runner.stop();
	}

	async #run(signal) {
		const answer = await askJson(`/api/semantics?fact=${encodeURIComponent(this.fact)}&style=${this.style}`, { signal }).catch((error) => {
			if (error.status === 400) {
				return null;
			}
			throw error;
		});
		if (answer === null) {
			this.element.replaceChildren(...unknown().element.childNodes);
			return;
		}
		const { rows: [row] } = answer;
		const source = async (name) => (await ask(pathOf(name), { signal })).text();
		const fact = row.id.replaceAll('-', '_').toUpperCase();
		const [catalogue] = new RegExp(`\\w+(?=\\.${fact}\\b)`).exec(await source('Facts'));
		const probe = paragraph(await source(catalogue), `Fact ${fact} =`);
		const [forms] = /\w+Forms(?=\.)/.exec(probe);
		this.place.replaceChildren(factCard(row, this.style, this.form), ...this.#picture(row), this.#scenario(row),
				sourceCard(catalogue, probe, 'fact.probe'), sourceCard(forms, withoutImports(await source(forms)), 'fact.forms'));
	}

	#picture(row) {
		const cell = row.cells.find((it) => it.style === this.style);
		const drawn = ['idiom', 'lesson'].filter((form) => cell[form].timeline).map((form) => ({ track: cell[form].timeline,
			title: h('h3', {}, h('span', { say: `semantics.${form}` }), ' ', verbatim('code', cell[form].form), ' ', ...answerMark(cell[form].answer)) }));
		return drawn.length ? [tracks(drawn)] : [];
	}

	#scenario(row) {
		if (!row.scenario) {
			return h('p', { class: 'hint', say: 'fact.noScenario' });
		}
		const { lesson } = row.cells.find((it) => it.style === this.style);
		if (lesson.answer === 'none') {
			return h('p', { class: 'hint', say: 'fact.noLesson' });
		}
		return h('p', {}, h('span', { say: ['fact.labRunsLesson', { form: lesson.form }] }), ' ',
				h('a', { href: scenarioLink(row, this.style, this.form), say: 'fact.toLab' }));
	}

}

function sourceCard(name, text, words) {
	return h('section', { class: 'card code-card', label: words }, h('h3', { say: words }), code(text, 'java'),
			h('p', { class: 'source-file' }, h('a', { href: pathOf(name), translate: 'no' }, `${name}.java`)));
}

function pathOf(name) {
	return `sources/semantics/probe/${name}.java`;
}

/** The lines around some words, from a blank line to the next, without their first tab. */
function paragraph(text, words) {
	return text.split(/\n\n+/).find((it) => it.includes(words)).replace(/^\t/gm, '');
}

/** Where the scenario lab runs the scenario of a fact, and says so. */
function scenarioLink(row, style, form) {
	const parameters = new URLSearchParams({ clock: style === 'asyncio' ? 'virtual' : 'real', style, fact: row.id, show: form, s: JSON.stringify(row.scenario) });
	return link({ part: 'scenario', parameters });
}

/** Where a cell leads: an idiom's to where the idiom runs, a lesson's to the scenario that runs it, if there is one. */
export function cellLink(row, { style, lesson }, form) {
	if (form === 'lesson' && row.scenario && lesson.answer !== 'none') {
		return scenarioLink(row, style, form);
	}
	return link({ part: 'semantics', item: row.id, parameters: new URLSearchParams({ show: form, style }) });
}
