import { Command } from './command.js';
import { h } from './dom.js';

/** What the figures of a run show, each with advice and the command that shows the cure; nothing if they show nothing. */
export function findings(list = []) {
	return list.map((finding) => {
		const command = new Command();
		command.show(finding.see);
		return h('li', { 'data-finding': finding.code },
				h('strong', { told: [finding.text, finding.textSentence] }), ' ',
				h('span', { told: [finding.advice, finding.adviceSentence] }), command.element);
	});
}
