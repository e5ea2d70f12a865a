import { h, verbatim } from './dom.js';

/** Source code, coloured by highlight.js. */
export function code(text, language) {
	const element = verbatim('code', text, { class: `language-${language}` });
	window.hljs?.highlightElement(element);
	return h('pre', { tabindex: 0, class: 'source', translate: 'no' }, element);
}

/**
 * A Java file without what only the compiler needs: package, imports, and the blank lines
 * they leave behind.
 */
export function withoutImports(source) {
	return source.replace(/^package .*;\n+/m, '').replace(/^import .*;\n+/gm, '');
}
