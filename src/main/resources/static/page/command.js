import { h, verbatim } from './dom.js';
import { copy } from './export.js';
import { say } from './words.js';

/** A command for a shell, and a button that copies it. */
export class Command {

	constructor() {
		this.code = verbatim('code', '', { tabindex: 0 });
		this.element = h('div', { class: 'command', role: 'group', label: 'command.label' }, this.code, copyButton(() => this.code));
	}

	show(text) {
		this.code.textContent = text;
	}

}

/** A button that copies the text of an element, or selects it where that is not allowed. */
export function copyButton(element) {
	const button = h('button', { type: 'button', class: 'quiet', say: 'command.copy', on: { click: async () => {
		try {
			await copy(element().textContent);
			say(button, 'command.copied');
		}
		catch {
			getSelection().selectAllChildren(element());
			say(button, 'command.selected');
		}
		setTimeout(() => say(button, 'command.copy'), 2000);
	} } });
	return button;
}

/** The command that asks the service for a path, and gets what a terminal can show. */
export function curl(path) {
	return `curl '${location.origin}${path}${path.includes('?') ? '&' : '?'}format=text'`;
}
