package dev.asynclab.semantics.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import dev.asynclab.semantics.probe.Forms.Code;
import dev.asynclab.timeline.Recorder;
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
class Workbench implements AutoCloseable {

	/** The key under which the caller's context has the user. */
	static final String USER = "user";

	/** The user in asyncio's context. */
	static final ContextVar<String> USER_VARIABLE = new ContextVar<>(USER, "");

	// The key under which Reactor finds the consumer of errors that have no subscriber.
	private static final String ON_ERROR_DROPPED = "reactor.onErrorDropped.local";

	private final Activity activity = new Activity();

	private final Recorder recorder = Recorder.fromFirstEntry(System::nanoTime);

	private final ThreadFactory threads = (code) -> unstarted(Thread.ofVirtual().name("probe"), code);

	private final Scheduler eventLoop = Schedulers.newSingle((code) -> platformThread("probe-loop", code));

	private final AsyncMethods asyncMethods = new AsyncMethods((code) -> platformThread("probe-pool", code));

	private final ClusterCalls.@Nullable Session cluster;

	private final Deque<AutoCloseable> closeables = new ConcurrentLinkedDeque<>(List.of(this.asyncMethods));

	private final Queue<Throwable> reports = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<@Nullable Void> closing = new CompletableFuture<>();

	private final List<ProbeCall> calls = new ArrayList<>();

	private List<ProbeCall> startedCalls = List.of();

	private @Nullable ProbeEventLoop loop;

	private Duration timeout = Duration.ofMinutes(1);

	private String user = "";

	// Tasks of shape futures are those of the cluster, or else of @Async methods.
	Workbench(@Nullable ClusterCalls cluster) {
		this.cluster = (cluster != null) ? cluster.session(this.activity::add) : null;
		if (this.cluster != null) {
			this.activity.quietWhen(this.cluster::isQuiet);
			this.closeables.add(this.cluster);
		}
	}

	// Leaves one of the pool's 8 threads.
	void limitPoolToOneThread() {
		this.asyncMethods.threads(1);
		if (this.cluster != null) {
			this.cluster.onePlace();
		}
	}

	// Lets the process die that runs the calls, if it is another one than ours. Returns
	// whether it is.
	boolean loseWorker() {
		if (this.cluster != null) {
			this.cluster.loseWorker();
		}
		return this.cluster != null;
	}

	// Gives the forms that have a time-out a time-out of 1 ms.
	void timeOut() {
		this.timeout = Duration.ofMillis(1);
	}

	// The user is in the caller's context: SLF4J's MDC, Reactor's Context, a ContextVar.
	void user(String user) {
		this.user = user;
	}

	ProbeCall call(String name) {
		ProbeCall call = new ProbeCall(name, this.activity, this.recorder, this.eventLoop);
		this.calls.add(call);
		return call;
	}

	// Starts a form with the caller's context.
	Awaiter start(Code<Awaiter> form, List<ProbeCall> calls) throws Exception {
		this.startedCalls = calls;
		calls.forEach(ProbeCall::created);
		try (MDC.MDCCloseable _ = MDC.putCloseable(USER, this.user)) {
			return form.run(this);
		}
	}

	Recorder recorder() {
		return this.recorder;
	}

	List<ProbeCall> calls() {
		return this.calls;
	}

	ProbeCall first() {
		return this.startedCalls.getFirst();
	}

	ProbeCall last() {
		return this.startedCalls.getLast();
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
		return this.startedCalls.stream().map(form).toList();
	}

	// Waits until nothing happens any more, because every call waits for the probe.
	void settle() throws Exception {
		if (this.loop != null) {
			// A call that blocks the loop keeps it from going on.
			this.loop.settle(CompletableFuture.anyOf(this.calls.stream()
				.filter(ProbeCall::isBlocking)
				.map(ProbeCall::started)
				.toArray(CompletableFuture<?>[]::new)));
		}
		this.activity.awaitIdle();
	}

	// The event loop reports the errors that were not awaited when it ends.
	List<Throwable> endLoopAndGetReports() throws Exception {
		this.closing.complete(null);
		if (this.loop != null) {
			this.loop.awaitClosed();
		}
		return List.copyOf(this.reports);
	}

	Duration timeout() {
		return this.timeout;
	}

	<T> T proxy(T bean) {
		return this.asyncMethods.proxy(bean);
	}

	CompletableFuture<String> async(ProbeCall call) {
		return (this.cluster != null) ? this.cluster.submit(call) : this.asyncMethods.start(call);
	}

	CompletableFuture<String> job(ProbeCall call) {
		return (this.cluster != null) ? this.cluster.start(call) : this.asyncMethods.startJob(call);
	}

	Scheduler eventLoop() {
		return this.eventLoop;
	}

	Scheduler workers() {
		Scheduler workers = Schedulers.fromExecutorService(virtualThreads());
		this.closeables.push(workers::dispose);
		return workers;
	}

	ThreadFactory threads() {
		return this.threads;
	}

	ExecutorService virtualThreads() {
		ExecutorService executor = Executors.newThreadPerTaskExecutor(this.threads);
		this.closeables.push(executor::shutdownNow);
		return executor;
	}

	private Thread platformThread(String name, Runnable code) {
		return unstarted(Thread.ofPlatform().daemon().name(name), code);
	}

	private Thread unstarted(Thread.Builder builder, Runnable code) {
		return this.activity
			.add(builder.uncaughtExceptionHandler((_, error) -> this.reports.add(error)).unstarted(code));
	}

	// Cancelling the awaiter cancels the future.
	Awaiter future(CompletableFuture<?> future) {
		CompletableFuture<AwaiterOutcome> outcome = new CompletableFuture<>();
		future.whenComplete((_, _) -> end(outcome, AwaiterOutcome.of(future::join)));
		return new Awaiter(outcome, () -> future.cancel(true));
	}

	// Cancelling the awaiter disposes of the subscription.
	Awaiter subscribe(Mono<?> mono) {
		CompletableFuture<AwaiterOutcome> outcome = new CompletableFuture<>();
		Disposable subscription = mono.contextWrite(this::addContext)
			.doOnCancel(() -> outcome.complete(AwaiterOutcome.error(new InterruptedException("disposed of"))))
			.subscribe((value) -> end(outcome, new AwaiterOutcome(value, null)),
					(error) -> end(outcome, AwaiterOutcome.error(error)));
		return new Awaiter(outcome, subscription::dispose);
	}

	void subscribeAndForget(Mono<?> mono) {
		mono.subscribe(null, null, null, addContext(Context.empty()));
	}

	private Context addContext(Context context) {
		return context.put(ON_ERROR_DROPPED, (Consumer<Throwable>) this.reports::add).put(USER, this.user);
	}

	// The code runs on a virtual thread; cancelling the awaiter interrupts it.
	Awaiter thread(Callable<?> body) {
		CompletableFuture<AwaiterOutcome> outcome = new CompletableFuture<>();
		Thread thread = this.threads.newThread(() -> {
			MDC.put(USER, this.user);
			outcome.complete(AwaiterOutcome.of(body));
		});
		thread.start();
		return new Awaiter(outcome, thread::interrupt);
	}

	// A virtual thread awaits the future; cancelling the awaiter cancels the future.
	Awaiter get(Future<?> future) {
		return new Awaiter(thread(future::get).outcome(), () -> future.cancel(true));
	}

	// The coroutine is a task of an event loop, which runs until the probe has ended.
	// Cancelling the awaiter cancels the task.
	Awaiter task(Coroutine<?> main) {
		CompletableFuture<AwaiterOutcome> outcome = new CompletableFuture<>();
		CompletableFuture<Runnable> cancellation = new CompletableFuture<>();
		eventLoop(() -> {
			EventLoop eventLoop = ProbeEventLoop.make(this.reports::add);
			Asyncio.run(eventLoop, () -> {
				USER_VARIABLE.set(this.user);
				Task<?> task = Asyncio.createTask("main", main);
				task.addDoneCallback((_) -> end(outcome, AwaiterOutcome.of(task::result)));
				cancellation.complete(() -> eventLoop.callSoonThreadsafe(task::cancel));
				enterLoop();
				Asyncio.await(this.closing.copy());
			});
			return "closed";
		});
		return new Awaiter(outcome, () -> cancellation.thenAccept(Runnable::run));
	}

	// The code makes its own event loop and runs main() on it. Cancelling the awaiter
	// interrupts the thread.
	Awaiter eventLoop(Callable<?> body) {
		ProbeEventLoop loop = new ProbeEventLoop();
		this.loop = loop;
		Awaiter runner = thread(body);
		runner.outcome().whenComplete((end, _) -> loop.closed(end));
		return runner;
	}

	// The last call is the main coroutine of an event loop.
	Coroutine<String> main() {
		return () -> {
			enterLoop();
			return last().coroutine().run();
		};
	}

	private void enterLoop() {
		Objects.requireNonNull(this.loop).entered();
	}

	private void end(CompletableFuture<AwaiterOutcome> outcome, AwaiterOutcome end) {
		this.activity.add(Thread.currentThread());
		outcome.complete(end);
	}

	@Override
	public void close() {
		this.calls.forEach(ProbeCall::close);
		this.closing.complete(null);
		this.closeables.forEach((closeable) -> {
			try {
				closeable.close();
			}
			catch (Exception ex) {
				this.reports.add(ex);
			}
		});
		this.eventLoop.dispose();
	}

}
