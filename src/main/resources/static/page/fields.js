import { h, verbatim } from './dom.js';
import { DURATION } from './time.js';

const PATTERNS = { duration: DURATION, decimal: '\\d*[.]?\\d+', share: '0*([.]\\d+|[01]|0[.]\\d+|1[.]0+)' };

/** A lesson's own parameters `[name, kind, default]` as form fields. */
export class Fields {

	constructor(fields, parameters, onChange) {
		this.fields = fields.map(([name, kind, fallback]) => ({ name, kind, fallback, value: valueOf(name, kind, fallback, parameters) }));
		this.onChange = onChange;
		this.element = h('div', { class: 'fields' }, this.fields.map((field) => h('label', { class: `field ${field.kind}` },
				h('span', { say: `field.${field.name}` }), this.#control(field))));
	}

	/** What was filled in, or ticked. */
	parameters() {
		return this.fields.filter((field) => !empty(field)).map((field) => [field.name, field.value]);
	}

	/** The same for the address, which also says what was emptied, or ticked off. */
	state() {
		return this.fields.filter((field) => !empty(field) || field.value !== field.fallback).map((field) => [field.name, field.value]);
	}

	value(name) {
		return this.fields.find((field) => field.name === name)?.value;
	}

	#control(field) {
		const on = (type, read) => ({ [type]: (event) => {
			field.value = read(event.target);
			this.onChange();
		} });
		if (field.kind === 'boolean') {
			return h('input', { type: 'checkbox', name: field.name, checked: field.value === 'true',
				on: on('change', (it) => String(it.checked)) });
		}
		if (Array.isArray(field.kind)) {
			return h('select', { name: field.name, on: on('change', (it) => it.value) },
					field.kind.map((it) => verbatim('option', it, { value: it, selected: it === field.value })));
		}
		const control = h('input', { type: field.kind === 'number' ? 'number' : 'text', min: field.kind === 'number' ? 1 : null, pattern: PATTERNS[field.kind] ?? null,
			name: field.name, value: field.value, autocomplete: 'off', spellcheck: 'false', on: on('input', (it) => {
				it.setCustomValidity('');
				return it.value.trim();
			}) });
		if (control.value !== field.value) {
			// An input for numbers is empty where the address has something else, which is what the service is asked.
			control.setCustomValidity(field.value);
		}
		return control;
	}

}

function valueOf(name, kind, fallback, parameters) {
	const value = parameters.get(name) ?? fallback;
	return Array.isArray(kind) && !kind.includes(value) ? fallback : value;
}

function empty(field) {
	return field.value === '' || field.value === 'false';
}
