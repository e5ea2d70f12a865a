import { h } from './dom.js';
import { markRefused, unmark } from './marks.js';
import { Notice } from './notice.js';
import { persist } from './recovery.js';
import { Refusal } from './service.js';
import { say } from './words.js';

/** The second click of a double click is no wish to stop what the first one began. */
const DOUBLE_CLICK = 400;

/**
 * A button that starts work, and stops it while it goes on. Work that fails in a way that
 * passes is done again by itself. The work gets a signal that aborts it.
 */
export class Runner {

	constructor(work, { start = 'runner.run', stop = 'runner.stop' } = {}) {
		this.work = work;
		this.words = { start, stop };
		this.notice = new Notice();
		this.button = h('button', { type: 'submit', class: 'primary run-button', say: start, on: { click: (event) => this.#click(event) } });
	}

	get running() {
		return this.controller !== undefined;
	}

	/** A form with what the work is given, and what the service says of it. */
	form(...content) {
		this.fields = h('form', { class: 'card setup', novalidate: true, on: { submit: (event) => {
			event.preventDefault();
			if (!this.running) {
				this.start();
			}
		} } }, ...content, this.notice.element);
		return this.fields;
	}

	/** Another button that stops the work, for beside its progress. */
	stopper() {
		return h('button', { type: 'button', class: 'quiet stop', say: this.words.stop, on: { click: () => {
			this.stop();
			this.button.focus({ preventScroll: true });
		} } });
	}

	async start() {
		const controller = new AbortController();
		this.controller = controller;
		this.startedAt = performance.now();
		this.accepted();
		say(this.button, this.words.stop);
		this.button.classList.add('running');
		try {
			await persist(() => {
				this.notice.clear();
				return this.work(controller.signal);
			}, (error, milliseconds) => this.notice.waiting(error, milliseconds), controller.signal);
		}
		catch (error) {
			if (controller.signal.aborted) {
				this.notice.clear();
			}
			else {
				this.refused(error);
			}
		}
		finally {
			if (this.controller === controller) {
				this.controller = undefined;
				say(this.button, this.words.start);
				this.button.classList.remove('running');
			}
		}
	}

	/** Says that the service refused what the form says, and marks it. */
	refused(error) {
		this.notice.refused(error);
		if (this.fields && error instanceof Refusal) {
			markRefused(this.fields, error.problem);
		}
	}

	accepted() {
		this.notice.clear();
		unmark(this.fields ?? this.button);
	}

	stop() {
		this.controller?.abort();
	}

	// Enter in a field clicks the button too; it starts the work and never stops it.
	#click(event) {
		if (this.running) {
			event.preventDefault();
			const inField = event.detail === 0 && document.activeElement !== this.button && this.button.form?.contains(document.activeElement);
			if (!inField && performance.now() - this.startedAt > DOUBLE_CLICK) {
				this.stop();
			}
		}
		else if (!this.button.form) {
			this.start();
		}
	}

}
