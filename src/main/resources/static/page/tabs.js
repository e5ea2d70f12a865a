import { h } from './dom.js';

let groups = 0;

/** Tabs `[key, content of the tab]` over one panel, moved through with the arrow keys. */
export class Tabs {

	constructor(items, selected, onSelect, name) {
		this.id = `tabs-${++groups}`;
		this.onSelect = onSelect;
		this.panel = h('div', { role: 'tabpanel', id: `${this.id}-panel`, class: 'tab-panel' });
		this.tabs = items.map(([key, text]) => h('button', { type: 'button', role: 'tab', id: `${this.id}-${key}`,
			'data-key': key, 'aria-controls': `${this.id}-panel`, translate: 'no', on: { click: () => this.select(key, true) } }, text));
		this.list = h('div', { role: 'tablist', class: 'tabs', label: name, on: { keydown: (event) => this.#move(event) } }, this.tabs);
		this.select(selected, false);
	}

	select(key, byUser) {
		this.selected = key;
		this.tabs.forEach((tab) => {
			tab.setAttribute('aria-selected', tab.dataset.key === key);
			tab.tabIndex = tab.dataset.key === key ? 0 : -1;
		});
		this.panel.setAttribute('aria-labelledby', `${this.id}-${key}`);
		if (byUser) {
			this.onSelect(key);
		}
	}

	#move(event) {
		const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
		if (step) {
			const at = this.tabs.findIndex((tab) => tab.dataset.key === this.selected);
			const next = this.tabs[(at + step + this.tabs.length) % this.tabs.length];
			next.focus();
			this.select(next.dataset.key, true);
			event.preventDefault();
		}
	}

}
