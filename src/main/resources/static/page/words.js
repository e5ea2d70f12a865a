/** The languages of the page, each with its file in words/. */
export const LANGUAGES = { en: 'English', zh: '简体中文' };

const TAGS = { en: 'en', zh: 'zh-Hans' };

const STORE = 'async-lab.language';

let dictionary = {};

/** The words of a key in the language of the page; `{name}` stands for an argument. */
export function word(key, args = {}) {
	const text = dictionary[key];
	if (text === undefined) {
		console.error(`No words for ${key}`);
		return key;
	}
	return text.replace(/\{(\w+)\}/g, (_, name) => args[name] ?? '');
}

/** Writes words into an element; they follow the language of the page from then on. */
export function say(element, key, args) {
	remember(element, 'say', key, args);
	const text = word(key, args);
	if (element.textContent !== text) {
		element.textContent = text;
	}
}

/** Names an element for those who can't see it. */
export function label(element, key, args) {
	remember(element, 'label', key, args);
	element.setAttribute('aria-label', word(key, args));
}

function remember(element, kind, key, args) {
	element.dataset[kind] = key;
	if (args) {
		element.dataset[`${kind}Args`] = JSON.stringify(args);
	}
	else {
		delete element.dataset[`${kind}Args`];
	}
}

/** The language that was chosen, or else the browser's. */
export function preferredLanguage() {
	const chosen = stored();
	if (chosen in LANGUAGES) {
		return chosen;
	}
	const known = navigator.languages.map((it) => it.slice(0, 2).toLowerCase()).find((it) => it in LANGUAGES);
	return known ?? 'en';
}

/** Says everything on the page in a language. */
export async function speak(language) {
	const answer = await fetch(`page/words/${language}.json`);
	dictionary = await answer.json();
	document.documentElement.lang = TAGS[language];
	for (const element of document.querySelectorAll('[data-say]')) {
		say(element, element.dataset.say, JSON.parse(element.dataset.sayArgs ?? 'null') ?? undefined);
	}
	for (const element of document.querySelectorAll('[data-label]')) {
		label(element, element.dataset.label, JSON.parse(element.dataset.labelArgs ?? 'null') ?? undefined);
	}
	document.title = word('page.title');
}

export function chooseLanguage(language) {
	localStorage.setItem(STORE, language);
	return speak(language);
}

function stored() {
	try {
		return localStorage.getItem(STORE) ?? '';
	}
	catch {
		return '';
	}
}
