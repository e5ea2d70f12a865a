import { h, verbatim } from './dom.js';

/**
 * Numbers as sliders `{ name, words, min, max, step, usual, unit, factor }`. In a request a value is divided by its
 * factor and followed by its unit; `shown` is the unit for people; a value below `least` is wrong. A value beyond the end of a slider
 * makes it longer.
 */
export class Sliders {

	constructor(sliders, parameters, onChange) {
		this.sliders = sliders.map((slider) => ({ step: 1, unit: '', factor: 1, shown: slider.unit ? ` ${slider.unit}` : '', ...slider }))
			.map((slider) => ({ ...slider, value: given(slider, parameters.get(slider.name)) ?? slider.usual }));
		this.onChange = onChange;
		this.element = h('div', { class: 'sliders' }, this.sliders.map((slider) => this.#control(slider)));
	}

	value(name) {
		return this.sliders.find((it) => it.name === name).value;
	}

	/** The values as parameters of a request, and of the address. */
	state() {
		return this.sliders.map(({ name, value, factor, unit }) => [name, `${value / factor}${unit}`]);
	}

	#control(slider) {
		const { name, min, max, step, value, shown } = slider;
		const output = verbatim('b', `${value}${shown}`);
		const control = h('input', { type: 'range', name, min: Math.min(min, value), max: Math.max(max, value), step, value, on: { input: () => {
			slider.value = Number(control.value);
			output.textContent = `${slider.value}${shown}`;
			judge();
			this.onChange();
		} } });
		const judge = () => control.setCustomValidity(slider.value < slider.least ? output.textContent : '');
		judge();
		return h('label', { class: 'slider' }, h('span', { say: slider.words }), output, control);
	}

}

function given({ unit, factor }, text) {
	const number = Number((text ?? '').replace(unit, '') || NaN) * factor;
	return Number.isFinite(number) && number >= 0 ? Math.round(number) : undefined;
}
