import { Command } from './command.js';
import { h } from './dom.js';

/** What would help, with the command that shows it. */
export function adviceItem(advice) {
	const command = new Command();
	command.show(advice.next);
	return h('li', { 'data-bottleneck': advice.bottleneck }, h('span', { told: [advice.text, advice.textSentence] }), command.element);
}
