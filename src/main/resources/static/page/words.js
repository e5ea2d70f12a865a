import { askJson } from './service.js';
import { keep, recall } from './store.js';

/** The languages of the page, each with its file in words/. */
export const LANGUAGES = { en: 'English', zh: '简体中文' };

const TAGS = { en: 'en', zh: 'zh-Hans' };

const STORE = 'async-lab.language';

/** What words of a key are written into: the text of an element, or an attribute. */
const PLACES = {
	say: (element, text) => {
		if (element.textContent !== text) {
			element.textContent = text;
		}
	},
	label: (element, text) => element.setAttribute('aria-label', text),
	value: (element, text) => element.setAttribute('aria-valuetext', text),
};

const dictionaries = {};

let dictionary = {};

/** Tells of a `change` when the page speaks another language, for what can't be said again by itself. */
export const spoken = new EventTarget();

/** Reads the words of all languages, so that changing the language needs no service. */
export async function loadWords() {
	await Promise.all(Object.keys(LANGUAGES).map(async (language) => {
		dictionaries[language] ??= await askJson(`page/words/${language}.json`);
	}));
}

/** The words of a key in the language of the page; `{name}` stands for an argument, or for a list of words `[key, args]`. */
export function word(key, args = {}) {
	const text = dictionary[key];
	if (text === undefined) {
		console.error(`No words for ${key}`);
		return key;
	}
	return filled(text, Object.fromEntries(Object.entries(args).map(([name, arg]) => [name,
		Array.isArray(arg) ? arg.map((it) => word(...it)).join(word('words.and')) : arg])));
}

function filled(text, args) {
	return text.replace(/\{(\w+)\}/g, (_, name) => args[name] ?? '');
}

/**
 * A sentence of the service in the language of the page, by its code and arguments, some of
 * which may be sentences; undefined if there are no words for it. A dictionary has such
 * words beside the service's English.
 */
export function translation(sentence) {
	const { code, args = [] } = sentence ?? {};
	const given = args.map((arg) => (arg?.code ? translation(arg) : arg));
	const words = dictionary[code];
	return Array.isArray(words) && !given.includes(undefined) ? filled(words[1], given) : undefined;
}

/** Writes words into an element; they follow the language of the page from then on. */
export function say(element, key, args) {
	tell(element, 'say', key, args);
}

/** Names an element for those who can't see it. */
export function label(element, key, args) {
	tell(element, 'label', key, args);
}

/** Says the value of a slider for those who can't see it. */
export function sayValue(element, key, args) {
	tell(element, 'value', key, args);
}

/**
 * Writes what the service says into an element: its English and, if it has a code, the
 * sentence, which follows the language of the page from then on. What has no translation
 * stays as it is, marked as English.
 */
export function quote(element, english, sentence) {
	element.dataset.told = JSON.stringify([english, sentence]);
	const translated = translation(sentence);
	element.textContent = translated ?? english;
	element.setAttribute('translate', 'no');
	if (translated === undefined) {
		element.lang = 'en';
	}
	else {
		element.removeAttribute('lang');
	}
}

function tell(element, place, key, args) {
	element.dataset[place] = key;
	if (args) {
		element.dataset[`${place}Args`] = JSON.stringify(args);
	}
	else {
		delete element.dataset[`${place}Args`];
	}
	PLACES[place](element, word(key, args));
}

/** The language that was chosen before, or else the browser's. */
export function preferredLanguage() {
	return chosenLanguage() ?? browserLanguage();
}

/** The language that was chosen before, if it is not the browser's anyway. */
export function unusualLanguage() {
	return preferredLanguage() === browserLanguage() ? null : preferredLanguage();
}

/** Says everything on the page in a language. */
export function speak(language) {
	dictionary = dictionaries[language];
	document.documentElement.lang = TAGS[language];
	sayAgain(document);
	document.title = word('page.title');
	spoken.dispatchEvent(new Event('change'));
}

/** Says again what is in an element that was not on the page when the language changed. */
export function sayAgain(root) {
	for (const place of Object.keys(PLACES)) {
		for (const element of root.querySelectorAll(`[data-${place}]`)) {
			PLACES[place](element, word(element.dataset[place], JSON.parse(element.dataset[`${place}Args`] ?? 'null') ?? undefined));
		}
	}
	for (const element of root.querySelectorAll('[data-told]')) {
		quote(element, ...JSON.parse(element.dataset.told));
	}
}

/** Speaks a language, on later visits too. */
export function chooseLanguage(language) {
	keep(STORE, language);
	speak(language);
}

function chosenLanguage() {
	const language = recall(STORE);
	return Object.hasOwn(LANGUAGES, language) ? language : null;
}

function browserLanguage() {
	return navigator.languages.map((it) => it.slice(0, 2).toLowerCase()).find((it) => Object.hasOwn(LANGUAGES, it)) ?? 'en';
}
