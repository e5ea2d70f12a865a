// Promise.all over n timers, or over loops that yield, in each round of one process:
// `sleeps.mjs N ROUNDS [YIELDS]`. Prints for each round the seconds and the peak so far of the
// resident memory in KB.
import { setImmediate, setTimeout } from 'node:timers/promises';

const [n, rounds, yields] = process.argv.slice(2).map(Number);

async function sleeper(i) {
	await setTimeout(1000);
	return i;
}

async function yielder() {
	for (let i = 0; i < yields; i++) {
		await setImmediate();
	}
}

for (let round = 0; round < rounds; round++) {
	const start = performance.now();
	await Promise.all(Array.from({ length: n }, (_, i) => (yields ? yielder() : sleeper(i))));
	console.log((performance.now() - start) / 1000, process.resourceUsage().maxRSS);
}
