/**
 * Scrolls a part into view once it is drawn, no further than it must: what is above stays
 * in sight as long as there is room.
 */
export function reveal(element) {
	const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
	requestAnimationFrame(() => element.scrollIntoView({ block: 'nearest', behavior }));
}
