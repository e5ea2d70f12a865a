package dev.asynclab.collapse;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

import dev.asynclab.job.Job;
import dev.asynclab.job.JobHandle;
import dev.asynclab.job.Place;
import dev.asynclab.job.VirtualThreadStarter;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Recorder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.stereotype.Component;

/**
 * Calls as blocking code, each on a virtual thread of its own.
 */
@Component
class VirtualThreadSite implements ExperimentSite {

	private final ExecutorService virtualThreads;

	private final VirtualThreadStarter starter;

	private final Scheduler workers;

	VirtualThreadSite(ExecutorService virtualThreads, VirtualThreadStarter starter, Scheduler offloadWorkers) {
		this.virtualThreads = virtualThreads;
		this.starter = starter;
		this.workers = offloadWorkers;
	}

	@Override
	public Place place() {
		return Place.VIRTUAL_THREAD;
	}

	@Override
	public int threads() {
		return Integer.MAX_VALUE;
	}

	@Override
	public Words words() {
		return new Words(
				Sentence.of("collapse.virtual-thread", "A call that blocks a virtual thread delays no other call."),
				"/api/collapse?on=event-loop&format=text");
	}

	@Override
	public CompletableFuture<?> nonblocking(Call call) {
		return CompletableFuture.runAsync(() -> {
			if (call.begin()) {
				get(call, call.delay());
			}
		}, this.virtualThreads);
	}

	private void get(Call call, Duration delay) {
		JobHandle io = new JobHandle(new Job("call", delay, Job.Outcome.OK), new Recorder(System::nanoTime));
		call.stopWith(io::cancel);
		try {
			this.starter.callable(io).call();
		}
		catch (Exception ex) {
			throw new CompletionException(ex);
		}
	}

	@Override
	public CompletableFuture<?> blocking(Call call) {
		return CompletableFuture.runAsync(() -> {
			before(call);
			call.block();
		}, this.virtualThreads);
	}

	@Override
	public CompletableFuture<?> offloaded(Call call) {
		return CompletableFuture.runAsync(() -> before(call), this.virtualThreads)
			.thenCompose((_) -> Mono.fromRunnable(call::block).subscribeOn(this.workers).toFuture());
	}

	private void before(Call call) {
		if (!call.io().isZero()) {
			get(call, call.io());
		}
	}

}
