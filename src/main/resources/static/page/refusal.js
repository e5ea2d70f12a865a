import { h, verbatim } from './dom.js';
import { translation } from './service-words.js';

/** Why the service refused, in the language of the page as far as it is known. */
export function refusal({ message, problem }) {
	const { parameter, value, allowed } = problem;
	if (parameter === undefined || allowed === undefined) {
		return h('span', { told: [message] });
	}
	return h('span', {}, h('span', { say: value === undefined ? 'refusal.missing' : 'refusal.notAllowed' }), ' ', verbatim('code', parameter),
			...(value === undefined ? [] : [' = ', given(value)]), ' · ', h('span', { say: 'refusal.allowed' }), ' ', given(allowed));
}

// A name, a number or a list of names is the same in every language; a sentence is not.
function given(text) {
	const words = String(text).split(', ').some((it) => it.trim().includes(' '));
	return words || translation(text) ? h('span', { told: [text] }) : verbatim('code', text);
}
