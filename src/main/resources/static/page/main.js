import { h, verbatim } from './dom.js';
import { loadLessons } from './lessons.js';
import { collapse } from './parts/collapse.js';
import { learn } from './parts/learn.js';
import { pitfalls } from './parts/pitfalls.js';
import { race } from './parts/race.js';
import { scenario } from './parts/scenario.js';
import { semantics } from './parts/semantics.js';
import { storm } from './parts/storm.js';
import { persist } from './recovery.js';
import { link, nameLanguage, read } from './state.js';
import { themeButton } from './theme.js';
import { chooseLanguage, LANGUAGES, loadWords, preferredLanguage, speak, unusualLanguage } from './words.js';

// All there from the start: what a browser failed to import while the service was gone, it never asks for again.
const PARTS = { learn, race, scenario, collapse, storm, pitfalls, semantics };

const main = document.querySelector('main');

let shown = null;

let language = null;

let named = null;

/** Shows what the address says; tells whether another part came for it. */
function show() {
	const state = read();
	const part = Object.hasOwn(PARTS, state.part) ? state.part : 'learn';
	followLanguage(state);
	if (shown?.update && document.documentElement.dataset.part === part) {
		shown.update(state);
		return false;
	}
	shown?.dispose();
	shown = PARTS[part]({ ...state, part });
	main.replaceChildren(shown.element);
	for (const anchor of document.querySelectorAll('.parts a')) {
		anchor.toggleAttribute('aria-current', anchor.dataset.part === part);
		if (anchor.dataset.part === part) {
			anchor.setAttribute('aria-current', 'page');
			centre(anchor);
		}
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

// scrollIntoView would move the place from which Tab goes on.
function centre(anchor) {
	const parts = anchor.parentElement;
	parts.scrollLeft = anchor.offsetLeft - parts.offsetLeft - (parts.clientWidth - anchor.offsetWidth) / 2;
}

function header() {
	language = h('select', { class: 'language', label: 'language.label', on: { change: () => {
		named = language.value;
		nameLanguage(named);
		chooseLanguage(named);
	} } }, Object.entries(LANGUAGES).map(([key, name]) => verbatim('option', name,
			{ value: key, lang: key, selected: key === preferredLanguage() })));
	document.querySelector('.parts').replaceChildren(...Object.keys(PARTS).map((part) => h('a',
			{ href: link({ part }), 'data-part': part, say: `part.${part}` })));
	document.querySelector('.tools').replaceChildren(
			h('a', { href: 'swagger-ui/index.html', translate: 'no' }, 'Swagger UI'),
			h('a', { href: 'HELP.md', translate: 'no' }, 'HELP'), language, themeButton());
	document.querySelector('.skip').addEventListener('click', (event) => {
		event.preventDefault();
		main.focus();
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
