import { h } from './dom.js';
import { ask } from './service.js';
import { say } from './words.js';

const TRACE = 'application/vnd.perfetto.trace+json';

/** A button that runs `path` once more and saves the trace of that, for ui.perfetto.dev. */
export function traceButton(file, path, options = {}) {
	const run = async () => {
		button.disabled = true;
		try {
			const answer = await ask(path, { ...options, headers: { Accept: TRACE, ...options.headers } });
			save(`${file}.trace.json`, TRACE, await answer.text());
			say(button, 'run.trace');
		}
		catch {
			say(button, 'run.noTrace');
		}
		button.disabled = false;
	};
	const button = h('button', { type: 'button', class: 'quiet save-trace', say: 'run.trace', on: { click: run } });
	return button;
}

/** Offers text to the browser as a file to save. */
export function save(name, type, text) {
	const url = URL.createObjectURL(new Blob([text], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** A drawing as a file of its own. */
export function svgFile(drawing) {
	const copy = drawing.cloneNode(true);
	const { width, height } = drawing.getBoundingClientRect();
	copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
	copy.setAttribute('width', Math.round(width));
	copy.setAttribute('height', Math.round(height));
	const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
	paper.setAttribute('width', '100%');
	paper.setAttribute('height', '100%');
	paper.setAttribute('fill', 'var(--card)');
	copy.prepend(paper);
	return inLightColours(new XMLSerializer().serializeToString(copy));
}

/** A file has no page whose colours it could use. */
function inLightColours(text) {
	const page = getComputedStyle(document.documentElement);
	return text.replaceAll(/var\((--[\w-]+)\)/g, (_, name) => /#[0-9a-f]+/i.exec(page.getPropertyValue(name))[0]);
}

/** Copies text, also where the clipboard needs a secure page and this is none. */
export async function copy(text) {
	if (navigator.clipboard) {
		return navigator.clipboard.writeText(text);
	}
	const area = document.createElement('textarea');
	area.value = text;
	document.body.append(area);
	area.select();
	document.execCommand('copy');
	area.remove();
}
