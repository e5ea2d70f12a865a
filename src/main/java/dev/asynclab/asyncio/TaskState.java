package dev.asynclab.asyncio;

/**
 * What a task that is not done is doing.
 */
public enum TaskState {

	/** It was created, and has not taken its first step. */
	QUEUED,

	/**
	 * It could go on, and waits for its turn: what it awaited has ended, its timer is
	 * due, or another thread has brought the answer.
	 */
	READY,

	/** It has the turn: no other task of the loop runs meanwhile. */
	BLOCKING,

	/** It waits for a future, a task or a time. */
	AWAITING

}
