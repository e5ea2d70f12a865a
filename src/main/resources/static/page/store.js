/** What the browser remembers under a key: nothing if it may not, or the key is new. */
export function recall(key) {
	try {
		return localStorage.getItem(key) ?? '';
	}
	catch {
		return '';
	}
}

/** Has the browser remember a text; one that may not forgets it with the page. */
export function keep(key, text) {
	try {
		localStorage.setItem(key, text);
	}
	catch {
		// The page goes on with what was chosen.
	}
}
