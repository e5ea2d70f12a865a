import { h } from './dom.js';
import { Legend } from './legend.js';
import { RunModel } from './run-model.js';
import { Timeline } from './timeline.js';
import { timeText } from './time.js';
import { spoken } from './words.js';

/** Runs one below another on one time axis; each with the element that names it. */
export function tracks(runs) {
	const end = Math.max(...runs.map(({ track }) => track.wallMs)) * 1.02;
	const legend = new Legend();
	const drawn = runs.map(({ track, title }) => {
		const model = new RunModel();
		model.finish(track);
		const timeline = new Timeline(model, { domainMs: end });
		timeline.describe('run.summary', { tasks: model.own.length, wall: timeText(track.wallMs), peak: model.peak, ended: model.at(Infinity).ended });
		return { timeline, element: h('section', { class: 'track', 'data-track': track.name }, title, timeline.element) };
	});
	const element = h('div', { class: 'card tracks' }, drawn.map((it) => it.element), legend.element);
	const disposed = new AbortController();
	spoken.addEventListener('change', () => {
		if (!element.isConnected) {
			disposed.abort();
			drawn.forEach(({ timeline }) => timeline.dispose());
		}
	}, { signal: disposed.signal });
	drawn.forEach(({ timeline }) => timeline.draw(Infinity));
	legend.show(new Set(drawn.flatMap(({ timeline }) => [...timeline.drawn])));
	return element;
}
