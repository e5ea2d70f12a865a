import { breakable, h } from '../dom.js';
import { answerMark, cellClass, isBad, seen } from '../fact-card.js';
import { styles } from '../lessons.js';
import { Runner } from '../runner.js';
import { askJson } from '../service.js';
import { write } from '../state.js';
import { cellLink, FactPage } from './fact.js';

/** What people rely on in asyncio, and whether it holds in each style: measured. */
export function semantics({ item, parameters }) {
	const page = item ? new FactPage(item, parameters) : new SemanticsPage(parameters);
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
			this.place.replaceChildren(h('div', { class: 'card facts' }, this.#table()));
		}
	}

	// The roles stay when the narrow page lays the rows out as cards.
	#table() {
		return h('table', { role: 'table' }, h('caption', { class: 'sr-only', say: 'semantics.title' }),
				h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, h('th', { scope: 'col', role: 'columnheader', say: 'semantics.fact' }),
						styles().map((it) => h('th', { scope: 'col', role: 'columnheader' }, h('span', { say: `style.${it}` }))))),
				h('tbody', { role: 'rowgroup' }, this.table.rows.map((row) => h('tr', { role: 'row', 'data-fact': row.id },
						h('th', { scope: 'row', role: 'rowheader' }, h('span', { told: [row.statement, { code: `fact.${row.id}.statement` }] }),
								this.#happens(row)),
						styles().map((style) => this.#cell(row, row.cells.find((it) => it.style === style)))))));
	}

	/** What goes wrong, and in which styles; nothing where all is well. */
	#happens(row) {
		const where = row.cells.filter((it) => isBad(row, it[this.which])).map((it) => [`style.${it.style}`]);
		return where.length ? h('small', {}, h('span', { say: ['semantics.happens', { styles: where }] }), ' ',
				h('span', { told: [row.matters, { code: `fact.${row.id}.matters` }] })) : null;
	}

	#cell(row, cell) {
		const measured = cell[this.which];
		return h('td', { class: cellClass(row, measured), role: 'cell' }, h('a', { href: cellLink(row, cell, this.which) },
				h('span', { class: 'cell-style', 'aria-hidden': 'true', say: `style.${cell.style}` }), answerMark(measured.answer),
				measured.answer === 'none' ? null : h('span', { class: 'form', lang: 'en', translate: 'no' }, breakable(measured.form)), seen(measured)));
	}

}
