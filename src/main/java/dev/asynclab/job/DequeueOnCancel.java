package dev.asynclab.job;

import java.util.function.Consumer;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Takes a job that is cancelled while it waits out of the pool's queue, which has a place
 * for each task that is admitted, and none for those that have ended.
 */
final class DequeueOnCancel implements TaskDecorator {

	/**
	 * Is told how to take the code that is being submitted out of the queue.
	 */
	static final ScopedValue<Consumer<Runnable>> SUBMITTED = ScopedValue.newInstance();

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
		SUBMITTED.get().accept(() -> this.executor.getThreadPoolExecutor().remove(queued));
		return queued;
	}

}
