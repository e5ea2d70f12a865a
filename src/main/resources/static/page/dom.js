import { label, quote, say } from './words.js';

/**
 * Makes an element. `say` and `label` name words (a key, or a key and its arguments); `told`
 * holds a text of the service and its sentence, if it has one; `on` holds listeners; the rest are
 * attributes, left out if null or false.
 */
export function h(tag, options = {}, ...children) {
	return fill(document.createElement(tag), options, children);
}

/** Makes an SVG element, as `h` does. */
export function svg(tag, options = {}, ...children) {
	return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), options, children);
}

function fill(element, { on = {}, say: words, label: name, told, ...attributes }, children) {
	for (const [key, value] of Object.entries(attributes)) {
		if (value !== null && value !== undefined && value !== false) {
			element.setAttribute(key, value === true ? '' : value);
		}
	}
	for (const [type, listener] of Object.entries(on)) {
		element.addEventListener(type, listener);
	}
	if (words) {
		say(element, ...[words].flat());
	}
	if (told) {
		quote(element, ...told);
	}
	if (name) {
		label(element, ...[name].flat());
	}
	element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
	return element;
}

/** Sets attributes that differ from what is there: drawing touches no more than it must. */
export function update(element, attributes) {
	for (const [key, value] of Object.entries(attributes)) {
		const text = String(value);
		if (element.getAttribute(key) !== text) {
			element.setAttribute(key, text);
		}
	}
}

/** A name of code that may be broken before a sign. */
export function breakable(name) {
	return name.split(/(?=[.=_(])/).flatMap((part, index) => (index ? [h('wbr'), part] : [part]));
}

/** Text that is the same in every language: names, figures, code. */
export function verbatim(tag, text, options = {}) {
	return h(tag, { translate: 'no', ...options }, String(text));
}
