package dev.asynclab.job;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

import org.springframework.stereotype.Component;

/**
 * Starts each job on a virtual thread of its own.
 */
@Component
public class VirtualThreadStarter implements JobStarter {

	private final ExecutorService virtualThreads;

	private final BlockingUpstream upstream;

	VirtualThreadStarter(ExecutorService virtualThreads, BlockingUpstream upstream) {
		this.virtualThreads = virtualThreads;
		this.upstream = upstream;
	}

	@Override
	public Style style() {
		return Style.VIRTUAL_THREAD;
	}

	/**
	 * Returns the job as blocking code, for any thread.
	 * @param handle the job
	 * @return code that does the job once, on the thread that calls it
	 */
	public Callable<String> callable(JobHandle handle) {
		return () -> handle.call(() -> this.upstream.call(handle));
	}

	@Override
	public CompletableFuture<String> start(JobHandle handle) {
		handle.create();
		return handle.cancelWith(CompletableFuture.supplyAsync(() -> {
			try {
				return callable(handle).call();
			}
			catch (Exception ex) {
				throw new CompletionException(ex);
			}
		}, this.virtualThreads));
	}

}
