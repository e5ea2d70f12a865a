import { RunModel, waitingIn } from './run-model.js';
import { Gone } from './service.js';
import { stream } from './stream.js';

/** What is known so far of the run of one style, while `/api/compare` runs one after the other. */
export class Track {

	constructor(style, names) {
		this.style = style;
		this.model = new RunModel(names, waitingIn(style));
	}

	get ended() {
		return this.began !== undefined && [...this.model.tasks.values()].every((task) => task.endMs !== undefined);
	}

	/** The moment of its run that it is now. */
	get now() {
		return this.began === undefined ? 0 : performance.now() - this.began;
	}

	accept(entry) {
		this.began ??= performance.now() - entry.atMs;
		this.model.accept(entry);
	}

}

/** Runs a comparison, and has each style's track know what happens; returns the reports. */
export async function compare(path, trackOf, signal, onOpen) {
	let runs = null;
	await stream(path, (type, data) => {
		if (type === 'report') {
			runs = data.runs;
			runs.forEach((run) => trackOf(run.style)?.model.finish(run));
		}
		else {
			trackOf(data.style)?.accept(data.entry);
		}
	}, signal, onOpen);
	if (runs === null) {
		throw new Gone('The comparison ended without its reports');
	}
	return runs;
}
