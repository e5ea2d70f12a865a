/**
 * Builds again what is in an element, and gives the focus back: to the control with the
 * same name in the same place, or to the one before it if there are fewer now, or to the
 * button that adds one if it can't be used any more.
 */
export function rebuild(element, build) {
	const held = element.contains(document.activeElement) ? document.activeElement : null;
	const index = held ? named(element, held.name).indexOf(held) : -1;
	build();
	if (held?.isConnected === false) {
		const found = named(element, held.name);
		const control = found[Math.min(index, found.length - 1)];
		(control && !control.disabled ? control : named(element, held.name.replace('remove', 'add'))[0])?.focus();
	}
}

function named(element, name) {
	return [...element.querySelectorAll('[name]')].filter((it) => it.name === name);
}
