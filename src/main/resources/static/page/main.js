import { h, verbatim } from './dom.js';
import { loadLessons } from './lessons.js';
import { collapse } from './parts/collapse.js';
import { home } from './parts/home.js';
import { learn } from './parts/learn.js';
import { outage } from './parts/outage.js';
import { pitfalls } from './parts/pitfalls.js';
import { race } from './parts/race.js';
import { scenario } from './parts/scenario.js';
import { semantics } from './parts/semantics.js';
import { storm } from './parts/storm.js';
import { unknown } from './parts/unknown.js';
import { workload } from './parts/workload.js';
import { persist } from './recovery.js';
import { link, nameLanguage, read } from './state.js';
import { themeButton } from './theme.js';
import { chooseLanguage, LANGUAGES, loadWords, preferredLanguage, speak, unusualLanguage } from './words.js';

// All there from the start: what a browser failed to import while the service was gone, it never asks for again.
const PARTS = { home, learn, race, workload, outage, scenario, collapse, storm, pitfalls, semantics };

/** The parts that the header names. */
const NAMED = ['learn', 'race', 'workload', 'outage', 'scenario', 'semantics'];

/** The parts whose addresses may name one thing in them. */
const WITH_ITEMS = ['learn', 'outage', 'pitfalls', 'semantics'];

/** The part of the header that others belong to. */
const WITHIN = { collapse: 'outage', storm: 'outage', pitfalls: 'outage' };

const main = document.querySelector('main');

let shown = null;

let language = null;

let named = null;

function partOf({ part, item }) {
	const name = part === '' ? 'home' : part;
	return Object.hasOwn(PARTS, name) && (!item || WITH_ITEMS.includes(name)) ? name : 'unknown';
}

/** Shows what the address says; tells whether another part came for it. */
function show() {
	const state = read();
	const part = partOf(state);
	followLanguage(state);
	if (shown?.update && document.documentElement.dataset.part === part) {
		shown.update(state);
		return false;
	}
	shown?.dispose();
	shown = (PARTS[part] ?? unknown)({ ...state, part });
	main.replaceChildren(shown.element);
	for (const anchor of document.querySelectorAll('.parts a')) {
		anchor.ariaCurrent = anchor.dataset.part === (WITHIN[part] ?? part) ? 'page' : null;
	}
	document.documentElement.dataset.part = part;
	return true;
}

// An address that names a language is read in it, which changes no choice of the reader's.
// One that names none gets the name of the language that is spoken, where it had one before.
function followLanguage(state) {
	if (Object.hasOwn(LANGUAGES, state.language ?? '')) {
		named = state.language;
		language.value = named;
		speak(named);
	}
	nameLanguage(named);
}

function header() {
	language = h('select', { class: 'language', label: 'language.label', on: { change: () => {
		named = language.value;
		nameLanguage(named);
		chooseLanguage(named);
	} } }, Object.entries(LANGUAGES).map(([key, name]) => verbatim('option', name,
			{ value: key, lang: key, selected: key === preferredLanguage() })));
	document.querySelector('.parts').replaceChildren(...NAMED.map((part) => h('a',
			{ href: link({ part }), 'data-part': part, say: `part.${part}` })));
	document.querySelector('.tools').replaceChildren(
			h('a', { href: 'swagger-ui/index.html', translate: 'no' }, 'Swagger UI'),
			h('a', { href: 'HELP.md', translate: 'no' }, 'HELP'), language, themeButton());
	document.querySelector('.skip').addEventListener('click', (event) => {
		event.preventDefault();
		const content = main.querySelector('[data-content]') ?? main.querySelector('article') ?? main;
		content.tabIndex = -1;
		content.focus();
	});
}

await persist(() => Promise.all([loadWords(), loadLessons()]), () => {}, new AbortController().signal);
speak(preferredLanguage());
named = unusualLanguage();
header();
addEventListener('hashchange', () => {
	if (show()) {
		scrollTo(0, 0);
		main.focus({ preventScroll: true });
	}
});
show();
document.documentElement.dataset.ready = 'true';
