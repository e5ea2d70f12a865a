/** The language that addresses name, if it is not the one that a reader has anyway. */
let namedLanguage = null;

/**
 * What the page shows, as the hash of its address: `#part/item?parameters`. A link to it
 * shows the same.
 */
export function read() {
	const [path, query = ''] = splitOnce(location.hash.slice(1), '?');
	const [part, item = ''] = path.split('/');
	const parameters = new URLSearchParams(query);
	const language = parameters.get('lang');
	parameters.delete('lang');
	return { part, item, parameters, language };
}

/** Shows the state in the address without a new entry in the history. */
export function write({ part, item = '', parameters = new URLSearchParams() }) {
	const named = new URLSearchParams(parameters);
	if (namedLanguage) {
		named.set('lang', namedLanguage);
	}
	history.replaceState(null, '', link({ part, item, parameters: named }));
}

/** Names a language in the address from now on, or none. */
export function nameLanguage(language) {
	namedLanguage = language;
	if (language) {
		write(read());
	}
}

/** The address of a state. */
export function link({ part, item = '', parameters = new URLSearchParams() }) {
	const query = readable(parameters);
	return `#${part}${item ? `/${item}` : ''}${query ? `?${query}` : ''}`;
}

/** A query with the characters left readable that need no escape in one. */
export function readable(parameters) {
	return parameters.toString().replaceAll('%3A', ':');
}

function splitOnce(text, separator) {
	const at = text.indexOf(separator);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
