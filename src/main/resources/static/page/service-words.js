import { askJson } from './service.js';

/** The languages besides the service's own English that its texts are translated into. */
const TRANSLATED = ['zh'];

const dictionaries = {};

let texts = {};

let sentences = [];

/** Reads what the service says in all languages. */
export async function loadServiceWords() {
	await Promise.all(TRANSLATED.map(async (language) => {
		dictionaries[language] ??= await askJson(`page/words/${language}-service.json`);
	}));
}

/** Knows from then on what the service says in a language, if that is not the service's own. */
export function learn(language) {
	const known = dictionaries[language] ?? { texts: {}, sentences: {} };
	texts = known.texts;
	// Where several fit, the one that says most.
	sentences = Object.entries(known.sentences).sort(([a], [b]) => saidBy(b) - saidBy(a))
		.map(([sentence, translation]) => ({ pattern: patternOf(sentence), translation }));
}

/** A text of the service in the language of the page, by its key, or else as a sentence; undefined if there is none. */
export function translation(text, key) {
	if (texts[key] !== undefined) {
		return texts[key];
	}
	for (const sentence of sentences) {
		const found = sentence.pattern.exec(text);
		if (found) {
			return sentence.translation.replace(/\{(\d)\}/g, (_, index) => found[Number(index) + 1]);
		}
	}
	return undefined;
}

/**
 * Writes a text of the service into an element, in the language of the page from then on.
 * What has no translation stays as it is, marked as English.
 */
export function tell(element, text, key) {
	element.dataset.told = text;
	if (key) {
		element.dataset.toldKey = key;
	}
	const translated = translation(text, key);
	element.textContent = translated ?? text;
	element.setAttribute('translate', 'no');
	if (translated === undefined) {
		element.lang = 'en';
	}
	else {
		element.removeAttribute('lang');
	}
}

/** Tells again what has been told, after another language was learnt. */
export function tellAgain() {
	for (const element of document.querySelectorAll('[data-told]')) {
		tell(element, element.dataset.told, element.dataset.toldKey);
	}
}

function saidBy(sentence) {
	return sentence.replace(/\{\d\}/g, '').length;
}

function patternOf(sentence) {
	const parts = sentence.split(/\{\d\}/).map((it) => it.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('(.+?)')}$`, 's');
}
