import { h, verbatim } from './dom.js';

const MARKS = { yes: '✓', no: '✗', none: '–', unknown: '?' };

const FORMS = ['idiom', 'lesson'];

/** The mark of an answer, and what it means for those who don't see it. */
export function answerMark(answer) {
	return [h('b', { class: 'answer', 'aria-hidden': 'true' }, MARKS[answer]), h('span', { class: 'sr-only', say: `answer.${answer}` })];
}

/** What was seen when a fact was measured: a sentence of the service. */
export function seen(measured) {
	return h('small', { class: 'seen', told: [measured.seen, measured.seenSentence] });
}

/** Whether what was measured is nothing to wish for: a fact that does not hold, or a bad one that does. */
export function isBad(row, measured) {
	return measured.answer === (row.unwanted ? 'yes' : 'no');
}

/** The class of a cell: its answer, and whether the fact itself is a bad property. */
export function cellClass(row, measured) {
	return `cell ${measured.answer}${row.unwanted ? ' unwanted' : ''}`;
}

/** A fact, and what its probe saw of the usual idiom and of our lesson class in one style. */
export function factCard(row, style, chosen) {
	const cell = row.cells.find((it) => it.style === style);
	return h('section', { class: 'card fact-card', label: 'fact.card' },
			h('h2', { told: [row.statement, { code: `fact.${row.id}.statement` }] }), isBad(row, cell[chosen]) ? h('p', { class: 'hint', told: [row.matters, { code: `fact.${row.id}.matters` }] }) : null,
			h('dl', { class: 'measured' }, FORMS.map((form) => h('div', { class: `${cellClass(row, cell[form])}${form === chosen ? ' chosen' : ''}` },
					h('dt', { say: `semantics.${form}` }), cell[form].answer === 'none' ? null : h('dd', {}, verbatim('code', cell[form].form)),
					h('dd', {}, answerMark(cell[form].answer), h('span', { 'aria-hidden': 'true', say: `answer.${cell[form].answer}` }), seen(cell[form]))))));
}
