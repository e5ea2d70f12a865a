import { h, verbatim } from './dom.js';

/** Source code, coloured by highlight.js. */
export function code(text, language) {
	const element = verbatim('code', text, { class: `language-${language}` });
	window.hljs?.highlightElement(element);
	return h('pre', { tabindex: 0, role: 'group', label: `code.${language}`, class: 'source', translate: 'no' }, element);
}

/** The lines of source code, each an element; no colour of highlight.js goes over the end of a line. */
export function codeLines(text, language) {
	const element = verbatim('code', text, { class: `language-${language}` });
	window.hljs?.highlightElement(element);
	const lines = [[]];
	const add = (node) => {
		node.textContent.split('\n').forEach((part, index) => {
			if (index > 0) {
				lines.push([]);
			}
			const piece = node.cloneNode(false);
			piece.textContent = part;
			lines.at(-1).push(piece);
		});
	};
	const addAll = (parent) => parent.childNodes.forEach((node) => (node.textContent.includes('\n') && node.childElementCount ? addAll(node) : add(node)));
	addAll(element);
	return lines.slice(0, text.endsWith('\n') ? -1 : undefined).map((pieces) => h('span', { class: 'step-line' }, pieces, '\n'));
}

/** A Java file: its code, and folded below it the file with what it says of itself. */
export function javaFile(source) {
	const file = withoutImports(source).trim();
	const bare = file.replace(/^[\t ]*\/\*\*.*?\*\/\n/gms, '');
	return [code(bare, 'java'), bare === file ? null : h('details', { class: 'about-class' }, h('summary', { say: 'code.about' }), code(file, 'java'))]
		.filter((it) => it !== null);
}

/**
 * A Java file without what only the compiler needs: package, imports, and the blank lines
 * they leave behind.
 */
export function withoutImports(source) {
	return source.replace(/^package .*;\n+/m, '').replace(/^import .*;\n+/gm, '');
}
