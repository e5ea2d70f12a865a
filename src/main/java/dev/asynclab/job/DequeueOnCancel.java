package dev.asynclab.job;

import java.util.function.Consumer;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Removes a job from the pool's queue if it is cancelled while it waits there. The queue
 * has room only for tasks that are alive.
 */
final class DequeueOnCancel implements TaskDecorator {

	/**
	 * Receives an action that removes the code from the queue, which is being submitted.
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
