import { Refusal } from './service.js';

const FIRST_WAIT = 1000;

const LONGEST_WAIT = 15000;

/**
 * Does the work, and does it again as long as its failure is one that passes: the service
 * is busy, or gone. Waits longer each time, or as long as the service asks for. What is
 * shown meanwhile is up to `onWait(error, milliseconds)`. Throws what does not pass, and
 * what the signal aborts.
 */
export async function persist(work, onWait, signal) {
	for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
		try {
			return await work();
		}
		catch (error) {
			if (signal.aborted || !error.passing) {
				throw error;
			}
			const milliseconds = error instanceof Refusal && error.retryAfterMs ? error.retryAfterMs : wait;
			onWait(error, milliseconds);
			await pause(milliseconds, signal);
		}
	}
}

function pause(milliseconds, signal) {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(resolve, milliseconds);
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			reject(signal.reason);
		}, { once: true });
	});
}
