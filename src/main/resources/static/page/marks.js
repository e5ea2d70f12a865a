const ROWS = { tasks: '.task-row', cancelAt: '.cancel-row' };

/** Marks the fields of a form that hold what the service refused, and only those, until they are edited. */
export function markRefused(form, { parameter, value }) {
	for (const control of refused(form, parameter, value)) {
		control.setAttribute('aria-invalid', 'true');
		control.addEventListener('input', () => unmark(form), { once: true });
	}
}

export function unmark(form) {
	form.querySelectorAll('[aria-invalid]').forEach((it) => it.removeAttribute('aria-invalid'));
}

function refused(form, parameter = '', value = undefined) {
	const [, list, index, property] = /^(?:(\w+)\[(\d+)\]\.)?([\w.]+)/.exec(parameter) ?? [];
	const place = list in ROWS ? form.querySelectorAll(ROWS[list])[index] : form;
	const name = property?.split('.').at(-1);
	return name === 'job' ? jobs(form, String(value)) : [...place?.querySelectorAll(`[name="${name}"]`) ?? []];
}

/** A job is refused whole, by its name if that is what is wrong, or with the rest of it. */
function jobs(form, value) {
	const [name, ...rest] = value.split(':');
	const rows = [...form.querySelectorAll('.plan-row[role=group]')].map((row) => ({ name: row.querySelector('[name=name]'), delay: row.querySelector('[name=delay]') }))
		.filter((it) => it.name.value === name);
	return rows.map((it) => (rest.length && it.name.checkValidity() ? it.delay : it.name));
}
