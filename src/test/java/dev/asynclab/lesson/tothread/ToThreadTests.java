package dev.asynclab.lesson.tothread;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Task;
import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Awaiter;
import dev.asynclab.lesson.ControlledCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What to_thread does, in each shape. That the {@code @Async} proxy uses another thread
 * is tested with the whole service.
 */
@Timeout(120)
class ToThreadTests {

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final Scheduler workers = Schedulers.newBoundedElastic(1, 10, "worker");

	private final Scheduler loop = Schedulers.newSingle("loop");

	private final ControlledCall function = new ControlledCall();

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
		this.workers.dispose();
		this.loop.dispose();
	}

	@ParameterizedTest
	@EnumSource
	void givesTheValueOfTheFunction(Shape shape) {
		this.function.returns("B");
		assertThat(Awaiter.value(toThread(shape, this.function.callable()))).isEqualTo("B");
	}

	@ParameterizedTest
	@EnumSource
	void raisesTheErrorOfTheFunction(Shape shape) {
		IllegalStateException error = new IllegalStateException("B broke");
		this.function.raises(error);
		assertThat(Awaiter.error(toThread(shape, this.function.callable()))).isSameAs(error);
	}

	@Test
	void othersRunOnTheEventLoopWhileTheFunctionBlocks() {
		CompletableFuture<String> result = Awaiter.onEventLoop(() -> {
			Task<String> blocking = Asyncio.createTask(new AsyncioToThread().toThread(this.function.callable()));
			Asyncio.createTask(() -> this.function.returns("released by another task"));
			return blocking.await();
		});
		assertThat(Awaiter.value(result)).isEqualTo("released by another task");
	}

	@Test
	void othersRunOnTheThreadOfReactorWhileTheFunctionBlocks() {
		CompletableFuture<?> result = Mono
			.defer(() -> new WebClientToThread(this.workers).toThread(this.function.callable()))
			.subscribeOn(this.loop)
			.toFuture();
		this.function.awaitStarted();
		Mono.fromRunnable(() -> this.function.returns("released by another task")).subscribeOn(this.loop).subscribe();
		assertThat(Awaiter.value(result)).isEqualTo("released by another task");
	}

	@ParameterizedTest
	@EnumSource(names = "MONOS", mode = EnumSource.Mode.EXCLUDE)
	void aFunctionThatRunsGoesOnWhenItsAwaiterIsCancelled(Shape shape) {
		CompletableFuture<String> result = toThread(shape, this.function.callable());
		this.function.awaitStarted();
		result.cancel(true);
		assertThat(Awaiter.error(result)).isInstanceOf(CancellationException.class);
		this.function.returns("dropped").awaitEnded();
		assertThat(this.function.isCancelled()).isFalse();
	}

	@Test
	void reactorInterruptsTheFunctionWhenItsAwaiterIsCancelled() {
		CompletableFuture<String> result = toThread(Shape.MONOS, this.function.callable());
		this.function.awaitStarted();
		result.cancel(true);
		this.function.awaitCancelled();
	}

	@Test
	void aFunctionThatWaitsForAThreadNeverRunsOnceCancelled() throws InterruptedException {
		CompletableFuture<String> running = toThread(Shape.MONOS, this.function.callable());
		ControlledCall queued = new ControlledCall().returns("never");
		CompletableFuture<String> cancelled = toThread(Shape.MONOS, queued.callable());
		this.function.awaitStarted();
		cancelled.cancel(true);
		this.function.returns("B");
		assertThat(Awaiter.value(running)).isEqualTo("B");
		CountDownLatch queueIsEmpty = new CountDownLatch(1);
		this.workers.schedule(queueIsEmpty::countDown);
		assertThat(queueIsEmpty.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(queued.starts()).isZero();
	}

	private CompletableFuture<String> toThread(Shape shape, Callable<String> function) {
		return switch (shape) {
			case FUTURES ->
				CompletableFuture.supplyAsync(() -> inline(function), this.executor).thenCompose((result) -> result);
			case MONOS -> new WebClientToThread(this.workers).toThread(function).toFuture();
			case BLOCKING ->
				Awaiter.onVirtualThread(() -> new VirtualThreadToThread(this.executor).toThread(function).get());
			case COROUTINES -> Awaiter.onEventLoop(new AsyncioToThread().toThread(function));
		};
	}

	private static CompletableFuture<String> inline(Callable<String> function) {
		try {
			return new AsyncPoolToThread().toThread(function);
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
