import { h, verbatim } from './dom.js';
import { askJson } from './service.js';

/**
 * The recorded run of a part's default, `{ asked, at, machine, report, points }`, or null if what
 * `asked` says is something else. RecordedRunsTests records them.
 */
export async function recorded(name, asked = null) {
	const record = await askJson(`page/recorded/${name}.json`).then(ours).catch(() => null);
	return asked === null || record?.asked === asked() ? record : null;
}

/** With commands that ask this service. */
function ours(record) {
	return JSON.parse(JSON.stringify(record).replaceAll('localhost:8080', location.host));
}

/** Says that a picture is no run of this service's. */
export function recordedNote({ at, machine }) {
	return h('p', { class: 'recorded-note' }, h('b', { say: 'recorded.label' }), ' ', h('span', { say: ['recorded.when', { at }] }), ' ', verbatim('span', machine),
			'. ', h('span', { say: 'recorded.run' }));
}
