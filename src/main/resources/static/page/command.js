import { h, verbatim } from './dom.js';
import { copy } from './export.js';
import { say } from './words.js';

/** A command for a shell, and a button that copies it. */
export class Command {

	constructor() {
		this.code = verbatim('code', '', { tabindex: 0 });
		this.button = h('button', { type: 'button', class: 'quiet', say: 'command.copy', on: { click: () => this.#copy() } });
		this.element = h('div', { class: 'command', role: 'group', label: 'command.label' }, this.code, this.button);
	}

	show(text) {
		this.code.textContent = text;
	}

	async #copy() {
		try {
			await copy(this.code.textContent);
			say(this.button, 'command.copied');
		}
		catch {
			getSelection().selectAllChildren(this.code);
			say(this.button, 'command.selected');
		}
		setTimeout(() => say(this.button, 'command.copy'), 2000);
	}

}

/** The command that asks the service for a path. */
export function curl(path) {
	return `curl '${location.origin}${path}'`;
}
