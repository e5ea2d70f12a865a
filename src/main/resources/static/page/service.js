/** The service said no: its problem details, and when to try again. */
export class Refusal extends Error {

	constructor(status, problem, retryAfterSeconds) {
		super(problem.detail ?? problem.title ?? `HTTP ${status}`);
		this.status = status;
		this.problem = problem;
		this.retryAfterMs = retryAfterSeconds * 1000;
	}

	/** Whether the same request may succeed later. */
	get passing() {
		return this.status === 429 || this.status >= 500;
	}

}

/** The service did not answer, or stopped in the middle of an answer. */
export class Gone extends Error {

	get passing() {
		return true;
	}

}

/**
 * Asks the service. Throws a Refusal for an error answer, Gone if there is none, and an
 * AbortError if the signal says so.
 */
export async function ask(url, options = {}) {
	let answer;
	try {
		answer = await fetch(url, options);
	}
	catch (error) {
		throw translated(error);
	}
	if (!answer.ok) {
		const problem = await answer.json().catch(() => ({}));
		throw new Refusal(answer.status, problem, Number(answer.headers.get('Retry-After') ?? 0));
	}
	return answer;
}

/** Asks for JSON, as `ask` does. */
export async function askJson(url, options = {}) {
	const answer = await ask(url, { ...options, headers: { Accept: 'application/json', ...options.headers } });
	try {
		return await answer.json();
	}
	catch (error) {
		throw translated(error);
	}
}

/** A connection that broke is Gone; what was stopped on purpose stays an AbortError. */
export function translated(error) {
	return error instanceof TypeError ? new Gone(error.message) : error;
}
