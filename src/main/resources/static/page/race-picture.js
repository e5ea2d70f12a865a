import { svg } from './dom.js';

const HEAD = 26;

/** Several drawings `{ name, drawing }` below each other, as a file of their own. */
export function racePicture(lanes) {
	const sizes = lanes.map(({ drawing }) => drawing.getBoundingClientRect());
	const width = Math.round(Math.max(...sizes.map((it) => it.width)));
	let y = 0;
	const rows = lanes.flatMap(({ name, drawing }, index) => {
		const height = Math.round(sizes[index].height);
		const copy = drawing.cloneNode(true);
		copy.setAttribute('y', y + HEAD);
		copy.setAttribute('width', width);
		copy.setAttribute('height', height);
		const head = svg('text', { x: 4, y: y + 18, 'font-family': 'sans-serif', 'font-size': 14, fill: '#1d2733' }, name);
		y += HEAD + height + 8;
		return [head, copy];
	});
	return new XMLSerializer().serializeToString(svg('svg', { width, height: y, viewBox: `0 0 ${width} ${y}` },
			svg('rect', { width: '100%', height: '100%', fill: '#fff' }), rows));
}
