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
