import { h } from './dom.js';
import { keep, recall } from './store.js';
import { say } from './words.js';

const STORE = 'async-lab.theme';

const THEMES = ['auto', 'light', 'dark'];

/** A button that goes through the themes: the system's, light, dark. */
export function themeButton() {
	let theme = THEMES.includes(recall(STORE)) ? recall(STORE) : 'auto';
	const button = h('button', { type: 'button', class: 'quiet theme', on: { click: () => {
		theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
		keep(STORE, theme);
		apply();
	} } });
	const apply = () => {
		const dark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
		document.documentElement.dataset.theme = dark ? 'dark' : 'light';
		say(button, `theme.${theme}`);
	};
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
	apply();
	return button;
}
