/** How many columns of a monospaced font a text takes: two for each wide character. */
export function columns(text) {
	return [...text].reduce((sum, char) => sum + (char >= '\u2e80' ? 2 : 1), 0);
}

/** Shortens a text in its middle: what tells names apart is often at their end. */
export function shortened(text, room) {
	if (columns(text) <= room) {
		return text;
	}
	const chars = [...text];
	const tail = Math.floor((room - 1) / 2);
	return `${chars.slice(0, room - 1 - tail).join('')}…${tail > 0 ? chars.slice(-tail).join('') : ''}`;
}

/** Breaks a text into lines: before a parenthesis or a space if there is one, or else where it must. */
export function wrapped(text, room) {
	const lines = [''];
	for (const part of text.split(/(?=[ (])/)) {
		if (columns(lines.at(-1) + part) > room && lines.at(-1)) {
			lines.push(part.trimStart());
		}
		else {
			lines[lines.length - 1] += part;
		}
		while (columns(lines.at(-1)) > room) {
			const line = [...lines.pop()];
			lines.push(line.slice(0, room).join(''), line.slice(room).join(''));
		}
	}
	return lines;
}
