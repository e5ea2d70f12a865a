import { Command, curl } from '../command.js';
import { compare, Track } from '../comparison.js';
import { h } from '../dom.js';
import { laneNotes, Lanes } from '../lanes.js';
import { predicted } from '../prediction.js';
import { RunModel, STATES } from '../run-model.js';
import { Runner } from '../runner.js';
import { Sliders } from '../sliders.js';
import { link, readable, write } from '../state.js';
import { timeText } from '../time.js';
import { say } from '../words.js';

/** The styles that need no other process. */
const STYLES = ['async-pool', 'webclient', 'virtual-thread', 'asyncio'];

const DELAY = '500ms';

const BLOCK = '1500ms';

const SLIDERS = [{ name: 'calls', words: 'home.calls', min: 2, max: 24, usual: 12 }, { name: 'threads', words: 'home.threads', min: 1, max: 24, usual: 8 }];

const DOORS = [['asyncio', 'learn'], ['choose', 'workload'], ['fire', 'outage']];

const CALM = matchMedia('(prefers-reduced-motion: reduce)');

/** The first screen: some calls in four styles, computed at once and measured on demand, and where to go from here. */
export function home({ parameters }) {
	const page = new HomePage(parameters);
	return { element: page.element, dispose: () => page.dispose() };
}

class HomePage {

	constructor(parameters) {
		this.sliders = new Sliders(SLIDERS, parameters, () => this.#changed());
		this.blocks = parameters.get('blocks') === 'true';
		this.lanes = new Lanes(STYLES);
		this.command = new Command();
		this.legend = h('ul', { class: 'legend home-legend', label: 'home.legend' });
		this.sentence = h('p', { class: 'home-sentence', role: 'status' });
		this.subtitle = h('span', {});
		this.runner = new Runner((signal) => this.#measure(signal), { start: 'home.measure' });
		this.element = h('article', { class: 'home' },
				h('h1', {}, h('span', { say: 'home.title' }), ' ', this.subtitle),
				h('div', { class: 'home-bench' },
						h('section', { class: 'card home-picture', label: 'home.picture' }, this.lanes.element, this.sentence),
						this.runner.form(this.sliders.element, this.#switch(), this.runner.button, this.legend)),
				h('nav', { class: 'doors', label: 'home.doors' }, DOORS.map(([door, part]) => h('a', { class: 'door', href: link({ part }) },
						h('b', { say: `door.${door}` }), h('span', {}, h('em', { say: `part.${part}` }), ' ', h('span', { say: `door.${door}.text` }))))),
				this.command.element);
		this.#show();
		if (parameters.size) {
			this.now = Infinity;
			this.runner.start();
		}
		else {
			this.#play();
		}
	}

	dispose() {
		this.runner.stop();
		this.lanes.dispose();
		cancelAnimationFrame(this.frame);
	}

	#switch() {
		return h('label', { class: 'switch' }, h('input', { type: 'checkbox', role: 'switch', name: 'blocks', checked: this.blocks, on: { change: (event) => {
			this.blocks = event.target.checked;
			this.#changed();
		} } }), h('span', { say: 'home.block' }));
	}

	get #jobs() {
		return Array.from({ length: this.sliders.value('calls') }, (_, index) => (this.blocks && index === 0
			? { name: 'task1', delay: BLOCK, outcome: 'block' } : { name: `task${index + 1}`, delay: DELAY, outcome: 'ok' }));
	}

	get #path() {
		const [calls, threads] = [this.sliders.value('calls'), this.sliders.value('threads')];
		const plan = this.blocks ? this.#jobs.map(({ name, delay, outcome }) => ['job', `${name}:${delay}${outcome === 'block' ? ':block' : ''}`])
			: [['count', calls], ['delay', DELAY]];
		return `/api/compare?${readable(new URLSearchParams([...plan, ['threads', threads]]))}`;
	}

	#changed() {
		this.runner.stop();
		this.measured = undefined;
		this.now = Infinity;
		cancelAnimationFrame(this.frame);
		write({ part: 'home', parameters: new URLSearchParams([...this.sliders.state(), ...(this.blocks ? [['blocks', true]] : [])]) });
		this.#show();
	}

	#show() {
		const [calls, threads] = [this.sliders.value('calls'), this.sliders.value('threads')];
		this.predicted = STYLES.map((style) => predicted(this.#jobs, style, threads));
		this.models = this.predicted.map((report) => {
			const model = new RunModel();
			model.finish(report);
			return model;
		});
		this.command.show(curl(this.#path));
		say(this.subtitle, 'home.subtitle', { calls });
		const states = this.blocks ? STATES : STATES.filter((it) => !['blocking', 'ready'].includes(it));
		this.legend.replaceChildren(h('li', { class: 'lane-key computed', say: 'home.computed' }), h('li', { class: 'lane-key', say: 'home.measured' }),
				...states.map((it) => h('li', { class: `lane-key ${it}`, say: `lane.${it}` })));
		this.#tell();
		this.#draw();
	}

	#tell() {
		const [calls, threads] = [this.sliders.value('calls'), this.sliders.value('threads')];
		const [pool, , others] = this.predicted.map(({ tasks }) => timeText(Math.max(...tasks.slice(this.blocks ? 1 : 0).map((it) => it.endMs))));
		const key = this.blocks ? 'block' : threads === 1 ? 'one' : threads < calls ? 'waves' : 'enough';
		say(this.sentence, `sentence.${key}`, { calls, threads, pool, others, rest: calls - 1, waves: Math.ceil(calls / threads) });
	}

	#draw() {
		this.lanes.show(this.predicted.map((report, index) => {
			const measured = this.measured?.[index];
			const blocker = this.blocks ? 'task1' : undefined;
			const done = measured?.report !== undefined;
			return { predicted: { model: this.models[index], now: this.now }, measured: measured && { model: measured.model, now: done ? Infinity : measured.now },
				notes: done ? laneNotes('measured', measured.report, blocker) : laneNotes('predicted', report, blocker) };
		}));
	}

	/** Plays what was computed, in its own time. */
	#play() {
		const began = performance.now();
		const endMs = Math.max(...this.predicted.map((it) => it.wallMs));
		const step = () => {
			const ms = performance.now() - began;
			this.now = CALM.matches || ms >= endMs ? Infinity : ms;
			this.#draw();
			if (this.now < Infinity) {
				this.frame = requestAnimationFrame(step);
			}
		};
		step();
	}

	async #measure(signal) {
		const names = this.#jobs.map((it) => it.name);
		const tracks = STYLES.map((style) => new Track(style, names));
		this.measured = undefined;
		const draw = () => {
			this.#draw();
			this.frame = requestAnimationFrame(draw);
		};
		try {
			const runs = await compare(this.#path, (style) => tracks.find((it) => it.style === style), signal, () => {
				cancelAnimationFrame(this.frame);
				this.now = Infinity;
				this.measured = tracks;
				draw();
			});
			tracks.forEach((track) => (track.report = runs.find((it) => it.style === track.style)));
		}
		finally {
			if (this.measured === tracks) {
				cancelAnimationFrame(this.frame);
				if (tracks.some((it) => it.report === undefined)) {
					this.measured = undefined;
				}
				this.#draw();
			}
		}
	}

}
