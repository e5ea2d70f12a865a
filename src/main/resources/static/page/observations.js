import { h, verbatim } from './dom.js';

/** What was observed of a mistake and of its cure, field by field. */
export function observations({ broken, fixed }) {
	const text = (value) => typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '–');
	return h('div', { class: 'table-scroll', tabindex: 0, role: 'group', label: 'pitfalls.observed' }, h('table', { class: 'observations' },
			h('thead', {}, h('tr', {}, ['observed', 'broken', 'fixed'].map((it) => h('th', { scope: 'col', say: `pitfalls.${it}` })))),
			h('tbody', {}, Object.keys(broken).map((name) => h('tr', { class: text(broken[name]) === text(fixed[name]) ? 'same' : 'differs' },
					h('th', { scope: 'row', told: [name, { code: `observed.${name}` }] }), verbatim('td', text(broken[name])), verbatim('td', text(fixed[name])))))));
}
