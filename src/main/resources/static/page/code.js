import { h, verbatim } from './dom.js';

/** Source code, coloured by highlight.js. */
export function code(text, language) {
	const element = verbatim('code', text, { class: `language-${language}` });
	window.hljs?.highlightElement(element);
	return h('pre', { tabindex: 0, class: 'source', translate: 'no' }, element);
}

/** A Java file: the class, and folded above it what its comment says of it. */
export function javaFile(source) {
	const [, comment, type] = /^\s*(\/\*\*.*?\*\/\n)?(.*)$/s.exec(withoutImports(source));
	return [comment ? h('details', { class: 'about-class' }, h('summary', { say: 'code.about' }), code(comment.trim(), 'java')) : null,
		code(type, 'java')].filter((it) => it !== null);
}

/**
 * A Java file without what only the compiler needs: package, imports, and the blank lines
 * they leave behind.
 */
export function withoutImports(source) {
	return source.replace(/^package .*;\n+/m, '').replace(/^import .*;\n+/gm, '');
}
