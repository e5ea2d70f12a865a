import { javaFile } from '../code.js';
import { Command, curl } from '../command.js';
import { h } from '../dom.js';
import { observations } from '../observations.js';
import { reveal } from '../reveal.js';
import { Runner } from '../runner.js';
import { askJson } from '../service.js';
import { link, write } from '../state.js';
import { say, spoken, translation } from '../words.js';

const NARROW = matchMedia('(max-width: 899px)');

/** Mistakes that people make, each broken and fixed beside each other. */
export function pitfalls({ item, parameters }) {
	const page = new PitfallsPage(item, parameters);
	return { element: page.element, update: (state) => page.update(state), dispose: () => page.dispose() };
}

class PitfallsPage {

	constructor(item, parameters) {
		this.item = item;
		this.search = h('input', { type: 'search', value: parameters.get('q') ?? '', label: 'pitfalls.search', on: { input: () => this.#filter() } });
		this.count = h('p', { class: 'count', role: 'status' });
		this.list = h('ul', { class: 'pitfall-list' });
		this.detail = h('div', { class: 'pitfall-detail' });
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
		this.loader.stop();
		this.runner?.stop();
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
		this.runner?.stop();
		const chosen = this.pitfalls?.find((it) => it.id === this.item);
		if (chosen) {
			this.#show(chosen);
		}
		else {
			this.detail.replaceChildren(h('p', { class: 'hint', say: 'pitfalls.choose' }));
		}
	}

	#query() {
		return new URLSearchParams(this.search.value ? { q: this.search.value } : {});
	}

	#filter() {
		const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
		const found = (this.pitfalls ?? []).filter((it) => {
			const shown = ['title', 'springSide', 'asyncioSide', 'rule'].map((name) => translation({ code: `pitfall.${it.id}.${name}` }));
			const text = [it.id, it.title, it.springSide, it.asyncioSide, it.rule, ...shown].join(' ').toLowerCase();
			return words.every((word) => text.includes(word));
		});
		this.list.replaceChildren(...found.map((it) => h('li', {}, h('a', { href: link({ part: 'pitfalls', item: it.id, parameters: this.#query() }),
			'data-pitfall': it.id, 'aria-current': it.id === this.item ? 'page' : null }, h('span', { told: [it.title, { code: `pitfall.${it.id}.title` }] }),
			h('span', { class: `severity ${it.severity}`, say: `severity.${it.severity}` })))));
		say(this.count, 'pitfalls.found', { found: found.length, all: this.pitfalls?.length ?? 0 });
		write({ part: 'pitfalls', item: this.item, parameters: this.#query() });
	}

	#show(pitfall) {
		const path = `/api/pitfalls/${pitfall.id}`;
		this.runner = new Runner((signal) => this.#run(path, signal));
		const command = new Command();
		command.show(curl(path));
		this.result = h('div', { class: 'pitfall-result' });
		const text = (name) => [pitfall[name], { code: `pitfall.${pitfall.id}.${name}` }];
		this.detail.replaceChildren(h('h2', { tabindex: -1, told: text('title') }),
				h('dl', { class: 'sides' }, h('dt', { say: 'pitfalls.spring' }), h('dd', { told: text('springSide') }),
						h('dt', { say: 'pitfalls.asyncio' }), h('dd', { told: text('asyncioSide') }),
						h('dt', { say: 'pitfalls.rule' }), h('dd', { class: 'rule', told: text('rule') })),
				h('div', { class: 'actions' }, this.runner.button, command.element), this.runner.notice.element,
				h('progress', { class: 'pitfall-progress', hidden: true, label: 'run.progress' }), this.result,
				h('p', { class: 'sources' }, h('span', { say: 'pitfalls.sources' }), ' ', pitfall.sources.flatMap((it, index) => [index ? ', ' : '',
					h('a', { href: it.url, rel: 'noreferrer', lang: 'en', translate: 'no' }, it.title)])));
	}

	async #run(path, signal) {
		const progress = this.detail.querySelector('.pitfall-progress');
		progress.hidden = false;
		try {
			const report = await askJson(path, { signal });
			this.result.replaceChildren(observations(report),
					h('div', { class: 'side-by-side equal' }, side('broken', report.brokenSource), side('fixed', report.fixedSource)),
					...(report.next ? [leadsTo(report.next)] : []));
			reveal(this.result.firstChild);
		}
		finally {
			progress.hidden = true;
		}
	}

}

function side(kind, source) {
	return h('section', { class: `card code-card ${kind}`, label: `pitfalls.${kind}` }, h('h3', { say: `pitfalls.${kind}` }),
			...javaFile(source.text), h('p', { class: 'source-file', translate: 'no' }, source.file.split('/').at(-1)));
}

// What the mistake does to a service: the storm, with the command that runs it.
function leadsTo(next) {
	const command = new Command();
	command.show(next);
	const parameters = new URLSearchParams(/\?([^']*)/.exec(next)?.[1]);
	parameters.delete('format');
	if (!parameters.has('cure')) {
		parameters.set('cure', 'none');
	}
	return h('p', { class: 'leads-to' }, h('a', { href: link({ part: 'storm', parameters }), say: 'storm.title' }), command.element);
}
