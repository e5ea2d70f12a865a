import { h } from './dom.js';
import { refusal } from './refusal.js';
import { reveal } from './reveal.js';
import { Refusal } from './service.js';
import { say } from './words.js';

/** Says what went wrong, what the page does about it, and lets the user stop that. */
export class Notice {

	constructor() {
		this.element = h('div', { class: 'notice', role: 'alert', hidden: true });
	}

	clear() {
		this.element.hidden = true;
		clearInterval(this.timer);
	}

	/** The page waits, and tries again by itself. */
	waiting(error, milliseconds) {
		clearInterval(this.timer);
		const until = Date.now() + milliseconds;
		const countdown = h('span', { class: 'countdown', 'aria-hidden': 'true' });
		const tell = () => say(countdown, 'notice.again', { seconds: Math.max(0, Math.ceil((until - Date.now()) / 1000)) });
		tell();
		this.timer = setInterval(tell, 500);
		this.#show('waiting', error instanceof Refusal ? 'notice.busy' : 'notice.gone', error, countdown);
	}

	/** The request was refused: trying again would not help. */
	refused(error) {
		this.#show('refused', error instanceof Refusal ? 'notice.refused' : 'notice.broken', error, null);
	}

	#show(kind, key, error, more) {
		this.element.className = `notice ${kind}`;
		const news = this.element.hidden;
		this.element.hidden = false;
		this.element.replaceChildren(...[h('strong', { say: key }),
			error instanceof Refusal ? refusal(error) : null, more].filter((it) => it !== null));
		if (news) {
			reveal(this.element);
		}
	}

}
