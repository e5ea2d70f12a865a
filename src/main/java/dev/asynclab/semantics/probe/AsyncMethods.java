package dev.asynclab.semantics.probe;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;

import dev.asynclab.job.AsyncPool;
import dev.asynclab.job.Job;
import dev.asynclab.job.JobHandle;
import dev.asynclab.timeline.Recorder;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.scheduling.annotation.AsyncAnnotationAdvisor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * {@code @Async} methods as Spring calls them, on the probe's own pool.
 */
final class AsyncMethods implements AutoCloseable {

	private final ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();

	AsyncMethods(ThreadFactory threadFactory) {
		threads(8);
		this.pool.setThreadFactory(threadFactory);
		this.pool.initialize();
	}

	// The queue has no bound, so the pool never has more threads than its core size.
	void threads(int threads) {
		this.pool.setCorePoolSize(threads);
	}

	// Puts Spring's proxy around a bean, so that its @Async methods run on the pool.
	<T> T proxy(T bean) {
		AsyncAnnotationAdvisor advisor = new AsyncAnnotationAdvisor();
		advisor.setBeanFactory(new StaticListableBeanFactory(Map.of(AsyncPool.NAME, this.pool)));
		ProxyFactory proxy = new ProxyFactory(bean);
		proxy.setProxyTargetClass(true);
		proxy.addAdvisor(advisor);
		@SuppressWarnings("unchecked")
		T proxied = (T) proxy.getProxy();
		return proxied;
	}

	CompletableFuture<String> start(ProbeCall call) {
		try {
			return proxy(new AsyncPool()).submit(call.blocking());
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	// The lab starts its jobs in this way: cancelling the future interrupts the thread.
	CompletableFuture<String> startJob(ProbeCall call) {
		JobHandle handle = new JobHandle(new Job(call.name(), Duration.ZERO, Job.Outcome.OK),
				new Recorder(System::nanoTime));
		handle.create();
		try {
			return handle.cancelWith(proxy(new AsyncPool()).submit(() -> handle.call(call.blocking())));
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public void close() {
		this.pool.shutdown();
	}

}
