import { STYLE_NAMES } from '../chapters.js';
import { h, verbatim } from '../dom.js';
import { Runner } from '../runner.js';
import { askJson } from '../service.js';
import { link, write } from '../state.js';

const MARKS = { yes: '✓', no: '✗', none: '–', unknown: '?' };

/** What people rely on in asyncio, and whether it holds in each style: measured. */
export function semantics({ parameters }) {
	const page = new SemanticsPage(parameters);
	return { element: page.element, dispose: () => page.dispose() };
}

class SemanticsPage {

	constructor(parameters) {
		this.which = parameters.get('show') === 'lesson' ? 'lesson' : 'idiom';
		this.runner = new Runner((signal) => this.#run(signal), { start: 'semantics.measure' });
		this.progress = h('progress', { hidden: true, label: 'run.progress' });
		this.place = h('div', {});
		this.element = h('article', { class: 'semantics' },
				h('div', { class: 'part-head' }, h('h1', { say: 'semantics.title' }), h('p', { class: 'lead', say: 'semantics.text' })),
				h('div', { class: 'actions' }, this.#choice(), this.runner.button), this.runner.notice.element, this.progress, this.place);
		this.runner.start();
	}

	dispose() {
		this.runner.stop();
	}

	#choice() {
		const choice = (name) => h('label', {}, h('input', { type: 'radio', name: 'which', value: name, checked: name === this.which, on: { change: () => {
			this.which = name;
			write({ part: 'semantics', parameters: new URLSearchParams({ show: name }) });
			this.#show();
		} } }), h('span', { say: `semantics.${name}` }));
		return h('fieldset', { class: 'segments' }, h('legend', { class: 'sr-only', say: 'semantics.which' }), choice('idiom'), choice('lesson'));
	}

	async #run(signal) {
		this.progress.hidden = false;
		try {
			this.table = await askJson('/api/semantics', { signal });
			this.#show();
		}
		finally {
			this.progress.hidden = true;
		}
	}

	#show() {
		if (this.table) {
			this.place.replaceChildren(h('div', { class: 'card table-scroll facts', tabindex: 0, role: 'group', label: 'semantics.title' }, this.#table()));
		}
	}

	#table() {
		const styles = Object.keys(STYLE_NAMES);
		return h('table', {}, h('caption', { class: 'sr-only', say: 'semantics.title' }),
				h('thead', {}, h('tr', {}, h('th', { scope: 'col', say: 'semantics.fact' }), styles.map((it) => verbatim('th', STYLE_NAMES[it], { scope: 'col' })))),
				h('tbody', {}, this.table.rows.map((row) => h('tr', { 'data-fact': row.id },
						h('th', { scope: 'row', lang: 'en', translate: 'no' }, row.statement, h('small', {}, row.matters)),
						styles.map((style) => this.#cell(row, row.cells.find((it) => it.style === style)))))));
	}

	#cell(row, cell) {
		const { answer, form, seen } = cell[this.which];
		const content = [h('b', { class: 'answer', 'aria-hidden': 'true' }, MARKS[answer]), h('span', { class: 'sr-only', say: `answer.${answer}` }),
			h('span', { class: 'form', lang: 'en', translate: 'no' }, form), h('small', { lang: 'en', translate: 'no' }, seen)];
		if (!row.scenario) {
			return h('td', { class: `cell ${answer}` }, content);
		}
		const parameters = new URLSearchParams({ clock: cell.style === 'asyncio' ? 'virtual' : 'real', style: cell.style, s: JSON.stringify(row.scenario) });
		return h('td', { class: `cell ${answer}` }, h('a', { href: link({ part: 'scenario', parameters }) }, content));
	}

}
