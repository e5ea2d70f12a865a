import { h } from './dom.js';

/** What a run gave, and a word that says so once the settings are others than its own. */
export class Results {

	constructor(...content) {
		this.shown = null;
		this.set = null;
		this.note = h('p', { class: 'stale-note', role: 'status', hidden: true, say: 'run.stale' });
		this.element = h('div', { class: 'results' }, this.note, ...content);
	}

	/** From now on those of this query are shown, or none. */
	are(query) {
		this.shown = query;
		this.#tell();
	}

	/** The settings say this query now. */
	compare(query) {
		this.set = query;
		this.element.dataset.asks = query;
		this.#tell();
	}

	#tell() {
		const stale = this.shown !== null && this.shown !== this.set;
		this.note.hidden = !stale;
		this.element.classList.toggle('stale', stale);
	}

}
