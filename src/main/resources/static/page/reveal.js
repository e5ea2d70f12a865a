const MARGIN = 12;

/**
 * Scrolls a part into view once it is drawn, no further than it must: what is above stays
 * in sight as long as there is room, and its title is never under the header.
 */
export function reveal(element, title = element) {
	const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
	requestAnimationFrame(() => {
		const above = title.getBoundingClientRect().top - Math.max(document.querySelector('body > header').getBoundingClientRect().bottom, 0) - MARGIN;
		const below = element.getBoundingClientRect().bottom - innerHeight + MARGIN;
		scrollBy({ top: below > 0 ? Math.min(below, above) : Math.min(above, 0), behavior });
	});
}
