import { h, verbatim } from './dom.js';
import { link, read } from './state.js';
import { themeButton } from './theme.js';
import { chooseLanguage, LANGUAGES, preferredLanguage, speak } from './words.js';

/** The parts of the page, each loaded when it is first shown. */
const PARTS = {
	learn: () => import('./parts/learn.js').then((it) => it.learn),
	race: () => import('./parts/race.js').then((it) => it.race),
	scenario: () => import('./parts/scenario.js').then((it) => it.scenario),
	collapse: () => import('./parts/collapse.js').then((it) => it.collapse),
	pitfalls: () => import('./parts/pitfalls.js').then((it) => it.pitfalls),
	semantics: () => import('./parts/semantics.js').then((it) => it.semantics),
};

let shown = null;

let turn = 0;

async function show() {
	const state = read();
	const part = state.part in PARTS ? state.part : 'learn';
	const mine = ++turn;
	const make = await PARTS[part]();
	if (mine !== turn) {
		return;
	}
	shown?.dispose();
	shown = make({ ...state, part });
	const main = document.querySelector('main');
	main.replaceChildren(shown.element);
	for (const anchor of document.querySelectorAll('.parts a')) {
		anchor.toggleAttribute('aria-current', anchor.dataset.part === part);
		if (anchor.dataset.part === part) {
			anchor.setAttribute('aria-current', 'page');
			anchor.scrollIntoView({ block: 'nearest', inline: 'center' });
		}
	}
	document.documentElement.dataset.part = part;
}

function header() {
	const language = h('select', { class: 'language', label: 'language.label', on: { change: (event) => chooseLanguage(event.target.value) } },
			Object.entries(LANGUAGES).map(([key, name]) => verbatim('option', name,
					{ value: key, lang: key, selected: key === preferredLanguage() })));
	document.querySelector('.parts').replaceChildren(...Object.keys(PARTS).map((part) => h('a',
			{ href: link({ part }), 'data-part': part, say: `part.${part}` })));
	document.querySelector('.tools').replaceChildren(
			h('a', { href: 'swagger-ui/index.html', translate: 'no' }, 'Swagger UI'),
			h('a', { href: 'HELP.md', translate: 'no' }, 'HELP'), language, themeButton());
}

await speak(preferredLanguage());
header();
addEventListener('hashchange', () => {
	show().then(() => {
		scrollTo(0, 0);
		document.querySelector('main').focus({ preventScroll: true });
	});
});
await show();
document.documentElement.dataset.ready = 'true';
