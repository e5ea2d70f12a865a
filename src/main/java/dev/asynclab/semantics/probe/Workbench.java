package dev.asynclab.semantics.probe;

import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.ContextVar;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Task;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * What the forms of a probe work with: the calls in the form of each style, awaiters, and
 * the probe's own threads, pools and loops, which {@link #close} ends. Where the form of
 * a call is a task, a call that is given twice is one task.
 */
final class Workbench implements AutoCloseable {

	/** The key under which the caller's context has the user. */
	static final String USER = "user";

	/** The user in asyncio's context. */
	static final ContextVar<String> USER_VARIABLE = new ContextVar<>(USER, "");

	/**
	 * The key under which Reactor finds the consumer of errors that have no subscriber.
	 */
	private static final String ON_ERROR_DROPPED = "reactor.onErrorDropped.local";

	private final Activity activity = new Activity();

	private final ThreadFactory threads = (code) -> {
		Thread thread = Thread.ofVirtual().name("probe").unstarted(code);
		thread.setUncaughtExceptionHandler((_, error) -> report(error));
		return this.activity.add(thread);
	};

	private final Scheduler eventLoop = Schedulers.newSingle((code) -> platformThread("probe-loop", code));

	private final Deque<AutoCloseable> closeables = new ConcurrentLinkedDeque<>();

	private final Queue<Throwable> reports = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<@Nullable Void> closing = new CompletableFuture<>();

	private List<ProbeCall> calls = List.of();

	private @Nullable ProbeEventLoop loop;

	private @Nullable AsyncMethods asyncMethods;

	private int poolThreads = 8;

	private Duration timeout = Duration.ofMinutes(1);

	private @Nullable String user;

	/**
	 * Gives the pool fewer threads than 8.
	 * @param threads the number of threads
	 */
	void poolThreads(int threads) {
		this.poolThreads = threads;
	}

	/**
	 * Gives the forms that have a time-out a time-out of 1 ms.
	 */
	void timeOut() {
		this.timeout = Duration.ofMillis(1);
	}

	/**
	 * Puts a user into the caller's context, in the way of each style: SLF4J's MDC,
	 * Reactor's Context, a ContextVar.
	 * @param user the name of the user
	 */
	void user(String user) {
		this.user = user;
	}

	ProbeCall call(String name) {
		return new ProbeCall(name, this.activity, this.eventLoop);
	}

	/**
	 * Starts a form with the caller's context.
	 * @param form the form
	 * @param calls the calls that the form starts
	 * @return what awaits the calls
	 */
	Awaiter start(Form.Start form, List<ProbeCall> calls) throws Exception {
		this.calls = calls;
		if (this.user != null) {
			MDC.put(USER, this.user);
		}
		try {
			return form.start(this);
		}
		finally {
			MDC.remove(USER);
		}
	}

	ProbeCall first() {
		return this.calls.getFirst();
	}

	ProbeCall last() {
		return this.calls.getLast();
	}

	List<CompletableFuture<String>> async() {
		return startOnce(this::async);
	}

	List<CompletableFuture<String>> jobs() {
		return startOnce(this::job);
	}

	List<Supplier<CompletableFuture<String>>> jobStarters() {
		return map((call) -> () -> job(call));
	}

	List<Mono<String>> monos() {
		return map(ProbeCall::mono);
	}

	List<CompletableFuture<String>> futures() {
		return startOnce((call) -> call.mono().toFuture());
	}

	List<Callable<String>> blocking() {
		return map(ProbeCall::blocking);
	}

	List<Coroutine<String>> coroutines() {
		return map(ProbeCall::coroutine);
	}

	List<Task<String>> tasks() {
		return startOnce((call) -> Asyncio.<String>createTask(call.name(), call.coroutine()));
	}

	private <T> List<T> startOnce(Function<ProbeCall, T> start) {
		Map<ProbeCall, T> started = new HashMap<>();
		return map((call) -> started.computeIfAbsent(call, start));
	}

	private <T> List<T> map(Function<ProbeCall, T> form) {
		return this.calls.stream().map(form).toList();
	}

	/**
	 * Waits until no thread of the probe has anything left to do.
	 * @param loopBlocked completes if the event loop gets no further
	 */
	void settle(CompletableFuture<?> loopBlocked) throws Exception {
		if (this.loop != null) {
			this.loop.settle(loopBlocked);
		}
		this.activity.awaitIdle();
	}

	/**
	 * Ends the event loop, which then reports the errors that were not awaited.
	 * @return the reported errors
	 */
	List<Throwable> endLoopAndGetReports() throws Exception {
		this.closing.complete(null);
		if (this.loop != null) {
			this.loop.awaitClosed();
		}
		return List.copyOf(this.reports);
	}

	private void report(Throwable error) {
		this.reports.add(error);
	}

	Duration timeout() {
		return this.timeout;
	}

	/**
	 * Makes the {@code @Async} methods of a bean run on the pool, through Spring's proxy.
	 * @param <T> the type of the bean
	 * @param bean the bean
	 * @return the bean behind its proxy
	 */
	<T> T proxy(T bean) {
		return asyncMethods().proxy(bean);
	}

	/**
	 * Starts a call as the usual {@code @Async} method.
	 * @param call the call
	 * @return what the method returns
	 */
	CompletableFuture<String> async(ProbeCall call) {
		return asyncMethods().start(call);
	}

	/**
	 * Starts a call as the lab starts its jobs: as an {@code @Async} method whose future
	 * interrupts the thread when it is cancelled.
	 * @param call the call
	 * @return the future of the job
	 */
	CompletableFuture<String> job(ProbeCall call) {
		return asyncMethods().startJob(call);
	}

	private AsyncMethods asyncMethods() {
		AsyncMethods methods = this.asyncMethods;
		if (methods == null) {
			methods = new AsyncMethods(this.poolThreads, (code) -> platformThread("probe-pool", code));
			this.asyncMethods = methods;
			this.closeables.push(methods);
		}
		return methods;
	}

	Scheduler eventLoop() {
		return this.eventLoop;
	}

	/**
	 * Threads for blocking functions, beside the event loop.
	 * @return a scheduler
	 */
	Scheduler workers() {
		Scheduler workers = Schedulers.fromExecutorService(virtualThreads());
		this.closeables.push(workers::dispose);
		return workers;
	}

	/**
	 * Makes virtual threads.
	 * @return a factory of threads that have not started
	 */
	ThreadFactory threads() {
		return this.threads;
	}

	/**
	 * Starts a virtual thread for each task.
	 * @return an executor
	 */
	ExecutorService virtualThreads() {
		ExecutorService executor = Executors.newThreadPerTaskExecutor(this.threads);
		this.closeables.push(executor::shutdownNow);
		return executor;
	}

	private Thread platformThread(String name, Runnable code) {
		Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(code);
		thread.setUncaughtExceptionHandler((_, error) -> report(error));
		return this.activity.add(thread);
	}

	/**
	 * Awaits a future, as {@code join} does; cancelling the awaiter cancels the future.
	 * @param future the future
	 * @return the awaiter
	 */
	Awaiter future(CompletableFuture<?> future) {
		CompletableFuture<AwaiterOutcome> outcome = new CompletableFuture<>();
		future.whenComplete((_, _) -> end(outcome, joined(future)));
		return new Awaiter(outcome, () -> future.cancel(true));
	}

	private static AwaiterOutcome joined(CompletableFuture<?> future) {
		try {
			return AwaiterOutcome.value(future.join());
		}
		catch (RuntimeException ex) {
			return AwaiterOutcome.error(ex);
		}
	}

	/**
	 * Subscribes to a Mono; cancelling the awaiter disposes of the subscription.
	 * @param mono the Mono
	 * @return the awaiter
	 */
	Awaiter subscribe(Mono<?> mono) {
		CompletableFuture<AwaiterOutcome> outcome = new CompletableFuture<>();
		Disposable subscription = mono.contextWrite(this::addContext)
			.doOnCancel(() -> outcome.complete(AwaiterOutcome.error(new InterruptedException("disposed of"))))
			.subscribe((value) -> end(outcome, AwaiterOutcome.value(value)),
					(error) -> end(outcome, AwaiterOutcome.error(error)));
		return new Awaiter(outcome, subscription::dispose);
	}

	/**
	 * Subscribes to a Mono and ignores its end.
	 * @param mono the Mono
	 */
	void subscribeAndForget(Mono<?> mono) {
		mono.subscribe(null, null, null, addContext(Context.empty()));
	}

	private Context addContext(Context context) {
		Context reporting = context.put(ON_ERROR_DROPPED, (Consumer<Throwable>) this::report);
		return (this.user != null) ? reporting.put(USER, this.user) : reporting;
	}

	/**
	 * Awaits on a virtual thread; cancelling the awaiter interrupts it.
	 * @param body blocking code
	 * @return the awaiter
	 */
	Awaiter thread(Callable<?> body) {
		CompletableFuture<AwaiterOutcome> outcome = new CompletableFuture<>();
		Thread thread = this.threads.newThread(() -> {
			if (this.user != null) {
				MDC.put(USER, this.user);
			}
			try {
				outcome.complete(AwaiterOutcome.value(body.call()));
			}
			catch (Throwable ex) {
				outcome.complete(AwaiterOutcome.error(ex));
			}
		});
		thread.start();
		return new Awaiter(outcome, thread::interrupt);
	}

	/**
	 * Awaits a future on a virtual thread; cancelling the awaiter cancels the future.
	 * @param future the future
	 * @return the awaiter
	 */
	Awaiter get(Future<?> future) {
		return new Awaiter(thread(future::get).outcome(), () -> future.cancel(true));
	}

	/**
	 * Awaits a coroutine in a task of an event loop, which runs until the probe has
	 * ended; cancelling the awaiter cancels the task.
	 * @param main the coroutine
	 * @return the awaiter
	 */
	Awaiter task(Coroutine<?> main) {
		CompletableFuture<AwaiterOutcome> outcome = new CompletableFuture<>();
		CompletableFuture<Runnable> cancellation = new CompletableFuture<>();
		ProbeEventLoop loop = newLoop();
		Awaiter runner = thread(() -> {
			EventLoop eventLoop = ProbeEventLoop.make(this::report);
			Asyncio.run(eventLoop, () -> {
				if (this.user != null) {
					USER_VARIABLE.set(this.user);
				}
				Task<?> task = Asyncio.createTask("main", main);
				task.addDoneCallback((_) -> end(outcome, outcome(task)));
				cancellation.complete(() -> eventLoop.callSoonThreadsafe(task::cancel));
				loop.entered();
				Asyncio.await(this.closing.copy());
			});
			return "closed";
		});
		runner.outcome().whenComplete((end, _) -> loop.closed(end));
		return new Awaiter(outcome, () -> cancellation.thenAccept(Runnable::run));
	}

	/**
	 * Calls code that makes its own event loop; cancelling the awaiter interrupts the
	 * thread.
	 * @param body the code
	 * @return the awaiter
	 */
	Awaiter eventLoop(LoopMaker body) {
		ProbeEventLoop loop = newLoop();
		Awaiter runner = thread(() -> body.run(loop::entered));
		runner.outcome().whenComplete((end, _) -> loop.closed(end));
		return runner;
	}

	private ProbeEventLoop newLoop() {
		ProbeEventLoop loop = new ProbeEventLoop();
		this.loop = loop;
		return loop;
	}

	private static AwaiterOutcome outcome(Task<?> task) {
		try {
			return AwaiterOutcome.value(task.result());
		}
		catch (Throwable ex) {
			return AwaiterOutcome.error(ex);
		}
	}

	private void end(CompletableFuture<AwaiterOutcome> outcome, AwaiterOutcome end) {
		this.activity.add(Thread.currentThread());
		outcome.complete(end);
	}

	/**
	 * Ends the threads, pools and loops.
	 */
	@Override
	public void close() {
		this.closing.complete(null);
		this.closeables.forEach((closeable) -> {
			try {
				closeable.close();
			}
			catch (Exception ex) {
				report(ex);
			}
		});
		this.eventLoop.dispose();
	}

	/**
	 * Code that makes an event loop.
	 */
	@FunctionalInterface
	interface LoopMaker {

		/**
		 * Makes a loop, and runs main on it.
		 * @param entered to be called by main
		 * @return what main returns
		 */
		Object run(Runnable entered) throws Exception;

	}

}
