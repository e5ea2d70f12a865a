import { curl } from './command.js';

const metric = (name) => ['metric', `curl 'localhost:8080/actuator/metrics/${name}'`];

const DUMP = ['dump', 'jcmd <pid> Thread.dump_to_file -format=json threads.json'];

const WATCHDOG = ['watchdog', curl('/api/event-loop')];

/**
 * What someone with an outage sees: the ways to confirm it in a service of one's own, each with a command; the mistakes that lead
 * to it, of which the first is shown; the experiment that shows it under load; and the cure, where it is no mistake's.
 */
export const SYMPTOMS = [
	{ id: 'throughput', confirm: [metric('executor.queued'), DUMP, WATCHDOG], experiment: 'collapse',
		pitfalls: ['blocked-loop', 'default-pool', 'self-invoked-async', 'async-to-future', 'common-pool', 'flat-map-limit', 'cpu-on-virtual-threads', 'stale-pinning-advice',
			'small-database-pool', 'blocking-handler', 'callback-thread', 'parallel-stream'] },
	{ id: 'down', confirm: [metric('http.server.requests'), DUMP], experiment: 'storm', cure: 'storm/cure/LimitFutures.java',
		pitfalls: ['timeout-leaves-work', 'no-response-timeout', 'retry-around-timeout', 'small-database-pool'] },
	{ id: 'timeouts', confirm: [metric('executor.active'), DUMP],
		pitfalls: ['timeout-leaves-work', 'future-cancel', 'durable-cancel', 'all-of-after-failure', 'swallowed-interrupt', 'retry-around-timeout', 'small-database-pool'] },
	{ id: 'hang', confirm: [metric('http.server.requests.active'), DUMP, WATCHDOG],
		pitfalls: ['no-response-timeout', 'nested-pool', 'connection-pool-exhausted', 'blocked-loop', 'never-started', 'cpu-on-virtual-threads',
			'small-database-pool', 'blocking-handler', 'callback-thread', 'unfinished-future', 'queue-join', 'held-up-schedule', 'virtual-threads-property'] },
	{ id: 'growth', confirm: [metric('jvm.threads.live'), metric('executor.queued'), DUMP],
		pitfalls: ['default-pool', 'no-response-timeout', 'swallowed-interrupt', 'timeout-leaves-work', 'codec-limit', 'connection-pool-exhausted', 'virtual-threads-property'] },
	{ id: 'lost', confirm: [metric('executor.completed'), ['log', "grep ' task-' app.log | grep -v 'traceId='"]],
		pitfalls: ['lost-context', 'lost-exception', 'inherited-user', 'gather-errors', 'stopped-schedule', 'lost-at-shutdown', 'never-started', 'subscribed-twice',
			'async-leaves-transaction', 'retry-around-timeout', 'idle-connection', 'lock-of-another-loop', 'run-in-running-loop', 'held-up-schedule', 'unfinished-future'] },
];

/** The symptoms that a mistake leads to. */
export function symptomsOf(pitfall) {
	return SYMPTOMS.filter((it) => it.pitfalls.includes(pitfall));
}
