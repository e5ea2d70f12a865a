package dev.asynclab.collapse;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongBinaryOperator;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Task;
import dev.asynclab.eventloop.AsyncioLoop;
import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.job.Place;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Calls as tasks of the lab's asyncio loop. A call ends in the last step of its task, as
 * a handler writes its answer before it returns; that the task is done is told one
 * iteration later.
 */
@Component
class AsyncioSite implements ExperimentSite {

	private final UpstreamClient upstream;

	private final Watchdog watchdog;

	private final AsyncioLoop loop;

	AsyncioSite(UpstreamClient upstream, AsyncioLoop loop, Watchdog watchdog) {
		this.upstream = upstream;
		this.watchdog = watchdog;
		this.loop = loop;
	}

	@Override
	public Place place() {
		return Place.ASYNCIO;
	}

	@Override
	public int threads() {
		return 1;
	}

	@Override
	public LongBinaryOperator longestLag() {
		return (from, to) -> this.watchdog.longestLagNanos(AsyncioLoop.NAME, from, to);
	}

	@Override
	public Words words() {
		return new Words(ONE_LOOP, "/api/collapse?on=virtual-thread&format=text");
	}

	@Override
	public CompletableFuture<?> nonblocking(Call call) {
		return this.loop.<@Nullable Void>run(() -> {
			if (call.begin(taskName())) {
				Asyncio.await(this.upstream.get(call.delay()).toFuture());
				call.finish();
			}
			return null;
		});
	}

	// The mistake: time.sleep() in a coroutine.
	@Override
	public CompletableFuture<?> blocking(Call call) {
		return this.loop.<@Nullable Void>run(() -> {
			Asyncio.await(this.upstream.get(call.io()).toFuture());
			call.block(taskName());
			call.finish();
			return null;
		});
	}

	@Override
	public CompletableFuture<?> offloaded(Call call) {
		return this.loop.<@Nullable Void>run(() -> {
			Asyncio.await(this.upstream.get(call.io()).toFuture());
			return Asyncio.<@Nullable Void>toThread(() -> {
				call.block();
				return null;
			});
		});
	}

	// The threads of tasks have no name unless the task has.
	private static String taskName() {
		Task<?> task = Asyncio.currentTask();
		return AsyncioLoop.NAME + "/" + ((task != null) ? task.getName() : "");
	}

}
