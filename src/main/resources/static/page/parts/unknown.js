import { h } from '../dom.js';
import { link } from '../state.js';

const PARTS = ['home', 'learn', 'race', 'workload', 'outage', 'scenario', 'semantics'];

/** What is shown for an address that names nothing. */
export function unknown() {
	return { element: h('article', { class: 'unknown' },
			h('div', { class: 'part-head' }, h('h1', { say: 'unknown.title' }), h('p', { class: 'lead', say: ['unknown.text', { address: location.hash }] })),
			h('ul', {}, PARTS.map((part) => h('li', {}, h('a', { href: link({ part }), say: `part.${part}` }))))), dispose() {} };
}
