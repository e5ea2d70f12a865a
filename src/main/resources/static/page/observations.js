import { h, verbatim } from './dom.js';
import { tracks } from './tracks.js';

/** What was observed of a mistake and of its cure: when, on one axis, if times tell of it, and field by field. */
export function observations(report) {
	const { timelines } = report;
	const drawn = timelines.length ? tracks(timelines.map((track) => ({ track, title: h('h3', { say: `pitfalls.${track.name}` }) })))
		: h('p', { class: 'hint', say: 'pitfalls.noTimes' });
	return h('div', { class: 'observed' }, drawn, table(report));
}

function table({ broken, fixed }) {
	const text = (value) => typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '–');
	return h('div', { class: 'table-scroll', tabindex: 0, role: 'group', label: 'pitfalls.observed' }, h('table', { class: 'observations' },
			h('thead', {}, h('tr', {}, ['observed', 'broken', 'fixed'].map((it) => h('th', { scope: 'col', say: `pitfalls.${it}` })))),
			h('tbody', {}, Object.keys(broken).map((name) => h('tr', { class: text(broken[name]) === text(fixed[name]) ? 'same' : 'differs' },
					h('th', { scope: 'row', told: [name, { code: `observed.${name}` }] }), verbatim('td', text(broken[name])), verbatim('td', text(fixed[name])))))));
}
