import { durationMs } from './time.js';

const ROWS = { tasks: '.task-row', cancelAt: '.cancel-row' };

/**
 * Marks the fields of a form that are wrong, each until it is edited: those that hold what the service refused,
 * which names one parameter, and those that the form itself knows to be wrong.
 */
export function markRefused(form, { parameter, value }) {
	const named = refused(form, parameter, value);
	mark(named, () => named);
	mark(known(form).filter((it) => !named.includes(it)), (control) => [control]);
}

function mark(controls, together) {
	for (const control of controls) {
		control.setAttribute('aria-invalid', 'true');
		control.addEventListener('input', () => together(control).forEach((it) => it.removeAttribute('aria-invalid')), { once: true });
	}
}

function known(form) {
	const names = rowsOf(form).map((it) => it.name);
	const twice = names.filter((it) => names.some((other) => other !== it && other.value === it.value));
	return [...form.elements].filter((it) => it.matches('input, select, textarea') && (!it.validity.valid || twice.includes(it)));
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
	const [name, delay] = value.split(':');
	const rows = rowsOf(form).filter((it) => it.name.value === name);
	// The service may write a duration in another unit.
	return delay === undefined ? rows.map((it) => it.name)
		: rows.filter((it) => it.delay.value === delay || durationMs(it.delay.value) === durationMs(delay)).map((it) => (it.name.checkValidity() ? it.delay : it.name));
}

function rowsOf(form) {
	return [...form.querySelectorAll('.plan-row[role=group]')].map((row) => ({ name: row.querySelector('[name=name]'), delay: row.querySelector('[name=delay]') }));
}
