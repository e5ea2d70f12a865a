import { h, verbatim } from './dom.js';
import { countWords } from './run-model.js';
import { say, sayValue } from './words.js';
import { timeText } from './time.js';

const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 4, 10];

const STEPS = 1000;

/**
 * A slider over the time of finished runs: it moves the cursor, and plays the run again,
 * slower or faster.
 */
export class Player {

	/** `onMove(ms, replaying)` draws; `at(ms)` counts the tasks by state. */
	constructor({ onMove, at, endMs }) {
		this.onMove = onMove;
		this.at = at;
		this.endMs = endMs;
		this.playing = false;
		this.slider = h('input', { type: 'range', min: 0, max: STEPS, value: STEPS, class: 'cursor-slider',
			label: 'player.cursor', on: { input: () => this.#seek() } });
		this.button = h('button', { type: 'button', class: 'quiet play', say: 'player.play',
			on: { click: () => this.#toggle() } });
		this.speed = h('select', { label: 'player.speed', class: 'speed' },
				SPEEDS.map((it) => verbatim('option', `${it}×`, { value: it, selected: it === 1 })));
		this.clock = verbatim('output', '', { class: 'moment' });
		this.words = h('span', { class: 'moment-words' });
		this.element = h('div', { class: 'player' }, this.button, this.speed, this.slider, this.clock, this.words);
		this.#tell(endMs());
	}

	get ms() {
		return (this.slider.value / STEPS) * this.endMs();
	}

	/** Follows the pointer over the picture, unless the run is played: that goes on until a click. */
	follow(ms) {
		if (!this.playing) {
			this.moveTo(ms);
		}
	}

	/** Moves to a moment. */
	moveTo(ms) {
		this.#stop();
		this.slider.value = Math.round((ms / this.endMs()) * STEPS);
		this.#tell(ms);
		this.onMove(ms, false);
	}

	play() {
		this.playing = true;
		say(this.button, 'player.pause');
		let ms = this.slider.value >= STEPS ? 0 : this.ms;
		let last = null;
		const frame = (time) => {
			if (!this.playing || !this.element.isConnected) {
				return;
			}
			ms += last === null ? 0 : (time - last) * Number(this.speed.value);
			last = time;
			const end = this.endMs();
			this.slider.value = Math.round((Math.min(ms, end) / end) * STEPS);
			this.#tell(Math.min(ms, end));
			this.onMove(Math.min(ms, end), true);
			if (ms >= end) {
				this.#stop();
			}
			else {
				requestAnimationFrame(frame);
			}
		};
		requestAnimationFrame(frame);
	}

	#seek() {
		this.#stop();
		this.#tell(this.ms);
		this.onMove(this.ms, true);
	}

	#toggle() {
		if (this.playing) {
			this.#stop();
		}
		else {
			this.play();
		}
	}

	#stop() {
		this.playing = false;
		say(this.button, 'player.play');
	}

	#tell(ms) {
		const counts = countWords(this.at(ms));
		this.clock.textContent = timeText(ms);
		say(this.words, 'player.at', { counts });
		sayValue(this.slider, 'player.value', { at: timeText(ms), counts });
	}

}
