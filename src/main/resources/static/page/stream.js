import { ask, Gone, translated } from './service.js';

/**
 * Reads server-sent events: tells each to `onEvent(type, data)`, in order. Unlike an
 * EventSource it sees the status of a refusal, and never asks twice: that would run
 * everything again. Ends when the service ends the stream, throws Gone if it breaks.
 * Aborting the signal closes the connection, at which the service cancels the run.
 * `onOpen` is told that the service has not refused it.
 */
export async function stream(url, onEvent, signal, onOpen = () => {}) {
	const answer = await ask(url, { headers: { Accept: 'text/event-stream' }, signal });
	onOpen();
	const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
	let rest = '';
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) {
				break;
			}
			const blocks = (rest + value).split('\n\n');
			rest = blocks.pop();
			blocks.forEach((block) => tell(block, onEvent));
		}
	}
	catch (error) {
		throw translated(error);
	}
	if (rest.trim()) {
		throw new Gone('The stream ended in the middle of an event');
	}
}

function tell(block, onEvent) {
	let type = 'message';
	const data = [];
	for (const line of block.split('\n')) {
		if (line.startsWith('event:')) {
			type = line.slice(6).trim();
		}
		else if (line.startsWith('data:')) {
			data.push(line.slice(5));
		}
	}
	if (data.length) {
		onEvent(type, JSON.parse(data.join('\n')));
	}
}
