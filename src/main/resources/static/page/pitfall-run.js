import { javaFile } from './code.js';
import { Command } from './command.js';
import { h } from './dom.js';
import { findings } from './findings.js';
import { observations } from './observations.js';
import { Runner } from './runner.js';
import { askJson } from './service.js';
import { link } from './state.js';

/** Runs a mistake, broken and fixed, and shows what was observed of both, and their code. */
export class PitfallRun {

	constructor(id) {
		this.path = `/api/pitfalls/${id}`;
		this.runner = new Runner((signal) => this.#run(signal));
		this.progress = h('progress', { class: 'pitfall-progress', hidden: true, label: 'run.progress' });
		this.result = h('div', { class: 'pitfall-result' });
		this.element = h('div', { class: 'pitfall-run' }, this.runner.notice.element, this.progress, this.result);
	}

	start() {
		this.runner.start();
	}

	dispose() {
		this.runner.stop();
	}

	async #run(signal) {
		this.progress.hidden = false;
		try {
			const report = await askJson(this.path, { signal });
			this.result.replaceChildren(observations(report), h('ul', { class: 'findings', label: 'run.findings' }, findings(report.findings)),
					h('div', { class: 'side-by-side equal' }, side('broken', report.brokenSource), side('fixed', report.fixedSource)),
					...(report.archRule ? [side('archRule', report.archRule)] : []), ...(report.next ? [leadsTo(report.next)] : []));
		}
		finally {
			this.progress.hidden = true;
		}
	}

}

function side(kind, source) {
	return h('section', { class: `card code-card ${kind}`, label: `pitfalls.${kind}` }, h('h3', { say: `pitfalls.${kind}` }),
			...javaFile(source.text), h('p', { class: 'source-file', translate: 'no' }, source.file.split('/').at(-1)));
}

// What the mistake does to a service: the storm, with the command that runs it.
function leadsTo(next) {
	const command = new Command();
	command.show(next);
	const parameters = new URLSearchParams(/\?([^']*)/.exec(next)?.[1]);
	parameters.delete('format');
	if (!parameters.has('cure')) {
		parameters.set('cure', 'none');
	}
	return h('p', { class: 'leads-to' }, h('a', { href: link({ part: 'storm', parameters }), say: 'storm.title' }), command.element);
}
