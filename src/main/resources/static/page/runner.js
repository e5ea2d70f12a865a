import { h } from './dom.js';
import { Notice } from './notice.js';
import { persist } from './recovery.js';
import { say } from './words.js';

/**
 * A button that starts work, and stops it while it goes on. Work that fails in a way that
 * passes is done again by itself. The work gets a signal that aborts it.
 */
export class Runner {

	constructor(work, { start = 'runner.run', stop = 'runner.stop' } = {}) {
		this.work = work;
		this.words = { start, stop };
		this.notice = new Notice();
		this.button = h('button', { type: 'button', class: 'primary run-button', say: start,
			on: { click: () => (this.running ? this.stop() : this.start()) } });
	}

	get running() {
		return this.controller !== undefined;
	}

	async start() {
		const controller = new AbortController();
		this.controller = controller;
		this.notice.clear();
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
				this.notice.refused(error);
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

	stop() {
		this.controller?.abort();
	}

}
