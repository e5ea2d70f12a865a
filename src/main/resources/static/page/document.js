import { Command } from './command.js';
import { h } from './dom.js';
import { themeButton } from './theme.js';
import { label, loadWords, preferredLanguage, say, speak } from './words.js';

// What a document has: the commands of a block, each with the status that it answers with.
const COMMAND = /^(?<command>curl .*?)(?:\s+# (?<status>\d{3}))?$/;

await loadWords();
speak(preferredLanguage());
document.querySelector('.tools').append(themeButton());
say(document.querySelector('.skip'), 'page.skip');
label(document.querySelector('.contents'), 'document.contents');
for (const block of document.querySelectorAll('article pre')) {
	const lines = block.textContent.trimEnd().split('\n').map((line) => COMMAND.exec(line)?.groups);
	if (lines.every(Boolean)) {
		block.replaceWith(h('div', { class: 'commands' }, lines.map(commandOf)));
	}
	else {
		block.setAttribute('role', 'group');
		label(block, 'document.example');
	}
}
for (const table of document.querySelectorAll('article table')) {
	const place = h('div', { class: 'table-scroll', tabindex: 0, role: 'group', label: 'document.table' });
	table.replaceWith(place);
	place.append(table);
}
// What stood at the address of the heading has moved meanwhile.
document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
document.documentElement.dataset.ready = 'true';

function commandOf({ command, status }) {
	const row = new Command();
	row.show(command);
	label(row.element, 'document.command');
	if (status) {
		row.code.after(h('span', { class: 'status', translate: 'no' }, status));
	}
	return row.element;
}
