package dev.asynclab.job;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Takes a job that is cancelled while it waits out of the pool's queue, which has a place
 * for each task that is admitted, and none for those that have ended.
 */
final class DequeueOnCancel implements TaskDecorator {

	/**
	 * The job whose code is being submitted.
	 */
	static final ScopedValue<JobHandle> SUBMITTED = ScopedValue.newInstance();

	private final ThreadPoolTaskExecutor executor;

	DequeueOnCancel(ThreadPoolTaskExecutor executor) {
		this.executor = executor;
	}

	@Override
	public Runnable decorate(Runnable code) {
		if (!SUBMITTED.isBound()) {
			return code;
		}
		Runnable queued = () -> code.run();
		SUBMITTED.get().queuedAs(() -> this.executor.getThreadPoolExecutor().remove(queued));
		return queued;
	}

}
