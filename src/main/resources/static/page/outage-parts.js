import { h } from './dom.js';
import { link } from './state.js';

const PARTS = ['outage', 'collapse', 'storm', 'pitfalls'];

/** Leads from one page about outages to the others. */
export function outageParts(current) {
	return h('nav', { class: 'sub-parts', label: 'outage.parts' }, PARTS.map((part) => h('a', { href: link({ part }),
		say: part === 'outage' ? 'outage.bySymptom' : `part.${part}`, 'aria-current': part === current ? 'page' : null })));
}
