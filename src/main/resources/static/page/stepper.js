import { h, verbatim } from './dom.js';
import { timeText } from './time.js';
import { quote, say, sayValue } from './words.js';

/** How long a step is shown while the steps are played. */
const SLOWLY = 2200;

/** The steps of an event loop: the queue, the timers, and whose turn it is, one step at a time. */
export class Stepper {

	/** `python` has the scenario's code, and marks in it what runs. */
	constructor(scenario, { steps, cut, cutSentence }, python) {
		this.scenario = scenario;
		this.python = python;
		this.all = steps;
		this.own = new Set(['main', ...steps.filter((it) => it.kind === 'run').map((it) => it.turn)]);
		this.set = setTimes(steps);
		this.at = 0;
		this.timer = 0;
		this.#build(cut, cutSentence);
		this.#choose(false);
	}

	dispose() {
		this.#pause();
	}

	#build(cut, cutSentence) {
		const button = (name, key, go) => h('button', { type: 'button', class: `step-${name}`, say: key, on: { click: go } });
		this.back = button('back', 'stepper.back', () => this.#go(this.at - 1));
		this.forward = button('forward', 'stepper.forward', () => this.#go(this.at + 1));
		this.play = button('play', 'stepper.play', () => this.#toggle());
		this.slider = h('input', { type: 'range', min: 0, max: 0, value: 0, step: 1, class: 'step-slider', label: 'stepper.slider',
			on: { input: () => this.#go(Number(this.slider.value)) } });
		this.count = h('span', { class: 'step-count' });
		this.clock = verbatim('output', '', { class: 'step-clock' });
		this.does = h('p', { class: 'step-does' });
		this.why = h('p', { class: 'step-why' });
		this.slot = h('div', { class: 'step-slot' });
		this.ready = h('ol', { class: 'step-ready' });
		this.timers = h('ul', { class: 'step-timers' });
		this.waiting = h('ul', { class: 'step-waiting' });
		const place = (name, content) => h('section', { class: `step-place ${name}` }, h('h3', { say: `stepper.${name}` }), content);
		this.element = h('div', { class: 'stepper', tabindex: 0, role: 'group', label: 'stepper.label', on: { keydown: (event) => this.#key(event) } },
				h('div', { class: 'step-controls' }, this.back, this.forward, this.play, this.slider, this.count, this.clock),
				h('div', { class: 'step-told', role: 'status' }, this.does, this.why),
				h('div', { class: 'step-board' }, place('ready', this.ready), place('turn', this.slot), place('timers', this.timers)),
				h('div', { class: 'step-below' }, this.codePlace = h('div', { class: 'step-code' }), place('waiting', this.waiting)),
				cut ? h('p', { class: 'hint', told: [cut, cutSentence] }) : null,
				h('div', { class: 'step-foot' }, h('p', { class: 'hint', say: 'stepper.keys' }),
						h('label', { class: 'field inline' }, h('input', { type: 'checkbox', name: 'ownTurns', on: { change: (event) => this.#choose(event.target.checked) } }),
								h('span', { say: 'stepper.own' }))));
	}

	/** With or without the turns of what runs the scenario. */
	#choose(all) {
		const step = this.steps?.[this.at];
		this.steps = all ? this.all : this.all.filter((it) => it.kind !== 'run');
		this.hidden = all ? new Set() : this.own;
		this.slider.max = this.steps.length - 1;
		const after = this.all.indexOf(step);
		this.#show(step ? Math.max(0, this.steps.findLastIndex((it) => this.all.indexOf(it) <= after)) : 0);
	}

	#key(event) {
		const step = { ArrowRight: this.at + 1, ArrowLeft: this.at - 1, Home: 0, End: this.steps.length - 1 }[event.key];
		if (step !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
			event.preventDefault();
			this.#go(step);
		}
		else if (event.key === ' ' && event.target === this.element) {
			event.preventDefault();
			this.#toggle();
		}
	}

	#go(at) {
		this.#pause();
		this.#show(at);
	}

	#toggle() {
		if (this.timer) {
			this.#pause();
			return;
		}
		say(this.play, 'stepper.pause');
		if (this.at === this.steps.length - 1) {
			this.#show(0);
		}
		this.timer = setInterval(() => {
			this.#show(this.at + 1);
			if (this.at === this.steps.length - 1 || !this.element.isConnected) {
				this.#pause();
			}
		}, SLOWLY);
	}

	#pause() {
		clearInterval(this.timer);
		this.timer = 0;
		say(this.play, 'stepper.play');
	}

	#show(at) {
		this.at = Math.min(Math.max(at, 0), this.steps.length - 1);
		const step = this.steps[this.at];
		const number = { step: this.at + 1, steps: this.steps.length };
		this.slider.value = this.at;
		this.back.disabled = this.at === 0;
		this.forward.disabled = this.at === this.steps.length - 1;
		say(this.count, 'stepper.count', number);
		sayValue(this.slider, 'stepper.count', number);
		const from = timeText(step.atMs);
		this.clock.textContent = step.tookMs > 0 ? `${from} → ${timeText(step.atMs + step.tookMs)}` : from;
		quote(this.does, step.does, step.doesSentence);
		say(this.why, `stepper.why.${reason(step)}`, { timers: running(step).length });
		this.#showSlot(step);
		this.#showBoard(step);
		this.python.mark(this.scenario, step.line, this.#lines(step));
	}

	#showSlot(step) {
		this.slot.className = `step-slot ${step.kind}${step.tookMs > 0 && step.kind === 'task' ? ' blocks' : ''}`;
		this.slot.replaceChildren(step.turn ? chip(step.turn, step.kind) : h('span', { class: 'step-nobody', say: step.kind === 'idle' ? 'stepper.nobody' : 'stepper.run' }));
	}

	#showBoard(step) {
		const idle = step.kind === 'idle';
		fill(this.ready, step.ready.filter((it) => !idle && !this.hidden.has(it)).map((it) => h('li', {}, chip(it))));
		fill(this.timers, (idle ? running(step) : step.timers).map((it) => this.#timer(it, step.atMs + step.tookMs)));
		fill(this.waiting, step.waiting.filter((it) => !this.hidden.has(it.task)).map((it) => h('li', {}, chip(it.task, 'task'),
				it.of.length ? h('span', { say: ['stepper.waitsFor', { tasks: it.of.join(', '), call: it.for }] }) : h('span', { say: ['stepper.waitsIn', { call: it.for }] }))));
	}

	/** A timer, and how much of its time is over. */
	#timer({ entry, dueMs }, now) {
		const set = this.set.get(`${entry} ${dueMs}`) ?? 0;
		const share = dueMs > set ? Math.min((now - set) / (dueMs - set), 1) : 1;
		return h('li', {}, chip(entry, 'timer'), verbatim('span', timeText(dueMs), { class: 'step-due' }),
				h('span', { class: 'step-elapsed', 'aria-hidden': 'true', style: `--elapsed: ${share}` }));
	}

	/** Where those that wait are in their code: where their last step has left them. */
	#lines(step) {
		const until = this.all.slice(0, this.all.indexOf(step) + 1);
		return step.waiting.map((it) => until.findLast((each) => each.turn === it.task)?.line).filter(Boolean);
	}

}

/** The timers that ran while the loop was idle, with those that were due then. */
function running(step) {
	return [...step.events.filter((it) => it.event === 'timerDue'), ...step.timers];
}

/** When each timer was set. */
function setTimes(steps) {
	return new Map(steps.flatMap((step) => step.events.filter((it) => it.event === 'timerSet')
		.map((it) => [`${it.entry} ${it.dueMs}`, step.atMs + step.tookMs])));
}

/** Why a step is as it is, by what it shows. */
function reason(step) {
	const has = (event) => step.events.some((it) => it.event === event);
	if (step.kind === 'idle') {
		return step.timers.length ? 'overlap' : 'idle';
	}
	if (step.kind !== 'task') {
		return step.kind;
	}
	if (step.tookMs > 0) {
		return 'blocks';
	}
	if (step.events.some((it) => it.event === 'ended' && it.task === step.turn)) {
		return 'ended';
	}
	if (has('created')) {
		return 'created';
	}
	return has('timerSet') ? 'sleeps' : 'waits';
}

function fill(list, items) {
	list.replaceChildren(...(items.length ? items : [h('li', { class: 'step-none', say: 'stepper.none' })]));
}

function chip(label, kind = /^(timer|timeout|thread|cancel) | → |^asyncio\.run$/.test(label) ? 'callback' : 'task') {
	return verbatim('b', label, { class: `step-chip ${kind}` });
}
