import { h, verbatim } from './dom.js';

/** Why the service refused, in the language of the page as far as it is known. */
export function refusal({ message, problem }) {
	const { parameter, value, valueSentence, allowed, allowedSentence } = problem;
	if (parameter === undefined || allowed === undefined) {
		return h('span', { told: [message, problem] });
	}
	return h('span', {}, h('span', { say: value === undefined ? 'refusal.missing' : 'refusal.notAllowed' }), ' ', verbatim('code', parameter),
			...(value === undefined ? [] : [' = ', given(value, valueSentence)]), ' · ', h('span', { say: 'refusal.allowed' }), ' ', given(allowed, allowedSentence));
}

// What the user wrote, and names, are the same in every language; a sentence is not.
function given(text, sentence) {
	return sentence && sentence.code !== 'names' ? h('span', { told: [text, sentence] }) : verbatim('code', text);
}
