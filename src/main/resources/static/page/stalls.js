import { h, verbatim } from './dom.js';
import { timeText } from './time.js';

/** The stalls of event loops, by culprit: who it was, how often, for how long, and the stack. */
export function stallList(stalls) {
	const groups = new Map();
	for (const stall of stalls) {
		const key = stall.culprit ? `${stall.culprit.type}.${stall.culprit.method}` : stall.cause;
		const group = groups.get(key) ?? { stall, count: 0, ms: 0 };
		group.count++;
		group.ms += stall.durationMs;
		groups.set(key, group);
	}
	const sorted = [...groups.values()].sort((a, b) => (b.stall.culprit !== null) - (a.stall.culprit !== null) || b.ms - a.ms);
	return h('ul', { class: 'stalls' }, sorted.map(({ stall, count, ms }) => h('li', { 'data-cause': stall.cause },
			h('details', { open: stall.culprit !== null }, h('summary', {},
					stall.culprit ? verbatim('code', `${stall.culprit.type.split('.').at(-1)}.${stall.culprit.method} (${stall.culprit.file}:${stall.culprit.line})`)
						: h('span', { say: 'collapse.starved' }), ' · ',
					h('span', { say: ['collapse.stall', { count, ms: timeText(ms), loop: stall.loop }] })),
				h('pre', { class: 'source', tabindex: 0, role: 'group', label: 'collapse.culprits', translate: 'no' }, stall.stack.slice(0, 24).join('\n'))))));
}
