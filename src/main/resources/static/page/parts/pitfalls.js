import { Command, curl } from '../command.js';
import { h } from '../dom.js';
import { outageParts } from '../outage-parts.js';
import { PitfallRun } from '../pitfall-run.js';
import { Runner } from '../runner.js';
import { askJson } from '../service.js';
import { link, write } from '../state.js';
import { symptomsOf } from '../symptoms.js';
import { say, spoken, translation, word } from '../words.js';
import { unknown } from './unknown.js';

const NARROW = matchMedia('(max-width: 899px)');

/** Mistakes that people make, each broken and fixed beside each other. */
export function pitfalls({ item, parameters }) {
	const page = new PitfallsPage(item, parameters);
	return { element: h('div', {}, outageParts('pitfalls'), page.element), update: (state) => page.update(state), dispose: () => page.dispose() };
}

class PitfallsPage {

	constructor(item, parameters) {
		this.item = item;
		this.search = h('input', { type: 'search', value: parameters.get('q') ?? '', label: 'pitfalls.search', on: { input: () => this.#filter() } });
		this.count = h('p', { class: 'count', role: 'status' });
		this.list = h('ul', { class: 'pitfall-list' });
		this.detail = h('div', { class: 'pitfall-detail', tabindex: -1, 'data-content': true });
		this.choice = h('details', { class: 'pitfall-choice', open: !(item && NARROW.matches) }, h('summary', { say: 'pitfalls.list' }),
				h('label', { class: 'field' }, h('span', { say: 'pitfalls.search' }), this.search), this.count, this.list);
		this.loader = new Runner((signal) => this.#load(signal));
		this.element = h('article', { class: 'pitfalls' },
				h('div', { class: 'part-head' }, h('h1', { say: 'pitfalls.title' }), h('p', { class: 'lead', say: 'pitfalls.text' })),
				this.loader.notice.element,
				h('div', { class: 'pitfall-columns' }, h('div', { class: 'pitfall-side' }, this.choice), this.detail));
		this.loader.start();
		this.disposed = new AbortController();
		// What is searched are the words that are seen.
		spoken.addEventListener('change', () => this.#filter(), { signal: this.disposed.signal });
	}

	dispose() {
		this.disposed.abort();
		this.asked?.abort();
		this.loader.stop();
		this.run?.dispose();
	}

	/** Shows another pitfall beside the list, which stays as it is. */
	update({ item, parameters }) {
		this.item = item;
		const query = parameters.get('q') ?? '';
		if (query !== this.search.value) {
			this.search.value = query;
			this.#filter();
		}
		for (const anchor of this.list.querySelectorAll('a')) {
			anchor.ariaCurrent = anchor.dataset.pitfall === item ? 'page' : null;
		}
		this.#showChosen();
		this.choice.open = !(item && NARROW.matches);
		const heading = this.detail.querySelector('h2');
		if (NARROW.matches) {
			heading?.focus({ preventScroll: true });
			scrollTo(0, 0);
		}
		else {
			heading?.scrollIntoView({ block: 'nearest' });
		}
	}

	async #load(signal) {
		this.pitfalls = await askJson('/api/pitfalls', { signal });
		this.#filter();
		this.#showChosen();
	}

	#showChosen() {
		this.run?.dispose();
		const chosen = this.item ? this.pitfalls?.find((it) => it.id === this.item) : this.pitfalls?.[0];
		if (chosen) {
			this.#show(chosen);
		}
		else if (this.pitfalls) {
			this.detail.replaceChildren(unknown().element);
		}
	}

	#query() {
		return new URLSearchParams(this.search.value ? { q: this.search.value } : {});
	}

	// What has every word that is looked for. The words of a sentence are seldom all in one: for those, what the service finds.
	#filter() {
		const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
		const found = this.#withAll(words);
		this.#list(found);
		this.asked?.abort();
		if (words.length > 1 && this.pitfalls) {
			this.asked = new AbortController();
			this.#ask(found, this.asked.signal).catch(() => {});
		}
	}

	async #ask(found, signal) {
		const best = (await askJson(`/api/pitfalls?${new URLSearchParams({ symptom: this.search.value.slice(0, 400).trim() })}`, { signal })).map(({ id }) => id);
		const place = ({ id }) => best.includes(id) ? best.indexOf(id) : best.length;
		const shown = found.length ? found : this.pitfalls.filter(({ id }) => best.includes(id));
		if (!signal.aborted) {
			this.#list(shown.toSorted((one, other) => place(one) - place(other)));
		}
	}

	#withAll(words) {
		return (this.pitfalls ?? []).filter((it) => {
			const shown = ['title', 'springSide', 'asyncioSide', 'rule', 'inYourService'].map((name) => translation({ code: `pitfall.${it.id}.${name}` }));
			const symptoms = symptomsOf(it.id).flatMap(({ id }) => ['title', 'text', 'also'].map((name) => word(`symptom.${id}.${name}`)));
			const text = [it.id, it.title, it.springSide, it.asyncioSide, it.rule, it.symptoms, it.inYourService, ...shown, ...symptoms].join(' ').toLowerCase();
			return words.every((it) => text.includes(it));
		});
	}

	#list(found) {
		this.list.replaceChildren(...found.map((it) => h('li', {}, h('a', { href: link({ part: 'pitfalls', item: it.id, parameters: this.#query() }),
			'data-pitfall': it.id, 'aria-current': it.id === this.item ? 'page' : null }, h('span', { told: [it.title, { code: `pitfall.${it.id}.title` }] }),
			h('span', { class: `severity ${it.severity}`, say: `severity.${it.severity}` })))));
		say(this.count, 'pitfalls.found', { found: found.length, all: this.pitfalls?.length ?? 0 });
		write({ part: 'pitfalls', item: this.item, parameters: this.#query() });
	}

	#show(pitfall) {
		this.run = new PitfallRun(pitfall.id);
		const command = new Command();
		command.show(curl(this.run.path));
		const text = (name) => [pitfall[name], { code: `pitfall.${pitfall.id}.${name}` }];
		this.detail.replaceChildren(h('h2', { tabindex: -1, told: text('title') }),
				h('dl', { class: 'sides' }, h('dt', { say: 'pitfalls.spring' }), h('dd', { told: text('springSide') }),
						h('dt', { say: 'pitfalls.asyncio' }), h('dd', { told: text('asyncioSide') }),
						h('dt', { say: 'pitfalls.rule' }), h('dd', { class: 'rule', told: text('rule') }),
						h('dt', { say: 'pitfalls.inYourService' }), h('dd', { told: text('inYourService') })),
				h('div', { class: 'actions' }, this.run.runner.button, command.element), this.run.element,
				h('p', { class: 'sources' }, h('span', { say: 'pitfalls.sources' }), ' ', pitfall.sources.flatMap((it, index) => [index ? ', ' : '',
					h('a', { href: it.url, rel: 'noreferrer', lang: 'en', translate: 'no' }, it.title)])));
		this.run.start();
	}

}
