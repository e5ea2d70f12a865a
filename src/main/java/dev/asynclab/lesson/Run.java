package dev.asynclab.lesson;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Task;
import dev.asynclab.eventloop.LoopThreads;
import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.eventloop.Watchdog.Watch;
import dev.asynclab.job.AsyncPoolStarter;
import dev.asynclab.job.AsyncioStarter;
import dev.asynclab.job.FutureStarter;
import dev.asynclab.job.JobHandle;
import dev.asynclab.job.JobStarter;
import dev.asynclab.job.JobStarters;
import dev.asynclab.job.Style;
import dev.asynclab.job.VirtualThreadStarter;
import dev.asynclab.job.WebClientStarter;
import dev.asynclab.load.OwnPool;
import dev.asynclab.problem.ProblemException;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * One execution of a plan. It gives the jobs of the plan to a lesson in the form that the
 * style works with. Each job can be run once.
 */
public final class Run {

	private final Plan plan;

	private final List<JobHandle> handles;

	private final Environment environment;

	private volatile @Nullable CompletableFuture<?> awaiter;

	private volatile @Nullable Watch ownLoop;

	private volatile @Nullable OwnPool ownPool;

	private volatile @Nullable ProblemException refusal;

	Run(Plan plan, Recorder recorder, Environment environment) {
		this.plan = plan;
		this.handles = plan.jobs().stream().map((job) -> new JobHandle(job, recorder)).toList();
		this.environment = environment;
	}

	/**
	 * Returns what is run, and how.
	 * @return the plan
	 */
	public Plan plan() {
		return this.plan;
	}

	/**
	 * Turns every job into a task now, as {@code create_task} does. The timeline then
	 * shows that a task waits if it does not start at once.
	 * @return this run
	 */
	public Run createTasks() {
		this.handles.forEach(JobHandle::create);
		return this;
	}

	/**
	 * Returns the jobs as calls that start them elsewhere: in the pool of {@code @Async},
	 * or where the style starts its jobs.
	 * @return the calls; each starts its job and returns at once
	 */
	public List<Supplier<CompletableFuture<String>>> futures() {
		Function<JobHandle, CompletableFuture<String>> starter = futureStarter();
		return this.handles.stream()
			.<Supplier<CompletableFuture<String>>>map((handle) -> () -> starter.apply(handle))
			.toList();
	}

	private Function<JobHandle, CompletableFuture<String>> futureStarter() {
		Function<JobHandle, CompletableFuture<String>> starter = unguardedStarter();
		if (!this.plan.style().isDistributed()) {
			// The queue has room for every job that is admitted.
			return starter;
		}
		return (handle) -> {
			ProblemException earlier = this.refusal;
			if (earlier != null) {
				return CompletableFuture.failedFuture(earlier);
			}
			CompletableFuture<String> task = starter.apply(handle);
			task.whenComplete((_, error) -> {
				if (error instanceof ProblemException ex) {
					refused(ex);
				}
			});
			return task;
		};
	}

	// There is no room for one of the jobs: what was started of the others is cancelled.
	private void refused(ProblemException reason) {
		this.refusal = reason;
		cancelTasks();
	}

	/**
	 * Returns why a job was refused.
	 * @return the refusal, which is the answer of the run; null if none was
	 */
	@Nullable ProblemException refusal() {
		return this.refusal;
	}

	private Function<JobHandle, CompletableFuture<String>> unguardedStarter() {
		Integer threads = this.plan.threads();
		if (threads == null || this.plan.style() != Style.ASYNC_POOL) {
			return ((FutureStarter) this.environment.starters().of(this.plan.style()))::start;
		}
		OwnPool pool = new OwnPool(this.plan.concept().name(), threads, this.handles.size());
		this.ownPool = pool;
		AsyncPoolStarter starter = starter(AsyncPoolStarter.class);
		return (handle) -> starter.start(handle, pool::submit);
	}

	// To be called when all has settled. The pool's last thread may still be returning.
	void close() {
		OwnPool pool = this.ownPool;
		if (pool != null) {
			pool.executor().shutdown();
		}
	}

	/**
	 * Calls an {@code @Async} method that runs the first job itself.
	 * @param <T> the type of the value
	 * @param method the method; its argument is the job as blocking code
	 * @return the future that the method returns
	 */
	public <T> CompletableFuture<T> async(AsyncMethod<T> method) {
		AsyncPoolStarter starter = starter(AsyncPoolStarter.class);
		JobHandle handle = this.handles.getFirst();
		return starter.submit(handle, () -> method.call(starter.callable(handle)));
	}

	/**
	 * Returns the jobs as Monos.
	 * @return the Monos; each runs its job when it is subscribed to
	 */
	public List<Mono<String>> monos() {
		return this.handles.stream().map(starter(WebClientStarter.class)::mono).toList();
	}

	/**
	 * Returns the jobs as blocking code.
	 * @return the calls; each runs its job on the calling thread
	 */
	public List<Callable<String>> callables() {
		return this.handles.stream().map(starter(VirtualThreadStarter.class)::callable).toList();
	}

	/**
	 * Returns the jobs as coroutines.
	 * @return the coroutines; each runs its job in the task that awaits it
	 */
	public List<Coroutine<String>> coroutines() {
		AsyncioStarter starter = starter(AsyncioStarter.class);
		return this.handles.stream().map((handle) -> starter.coroutine(handle, this::nameOf)).toList();
	}

	// A lesson may have made the loop itself. Then the first coroutine has it watched.
	private String nameOf(EventLoop loop) {
		Watch watch = this.ownLoop;
		if (watch == null) {
			watch = this.environment.watchdog().watch(loop);
			this.ownLoop = watch;
		}
		return watch.name();
	}

	private <S extends JobStarter> S starter(Class<S> type) {
		return this.environment.starters().of(type);
	}

	/**
	 * Returns the executor that starts a virtual thread for each submitted task.
	 * @return the executor of the lab; a lesson must not close it
	 */
	public ExecutorService virtualThreads() {
		return this.environment.virtualThreads();
	}

	/**
	 * Runs a coroutine in its own event loop. When the coroutine has ended, the loop runs
	 * on until its last task has ended, as the loop of a server does. {@code asyncio.run}
	 * alone would cancel these tasks.
	 * @param <T> the type of the value
	 * @param main the coroutine
	 * @return its value or error; cancelling the future cancels the coroutine
	 */
	public <T extends @Nullable Object> CompletableFuture<T> onEventLoop(Coroutine<T> main) {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.environment.loopThreads().start((loop, watch) -> {
			this.ownLoop = watch;
			Asyncio.run(loop, () -> runToTheLastTask(main, result));
			return result;
		}).whenComplete((_, error) -> {
			// A task that was cancelled before its first step never runs its job.
			this.handles.forEach(JobHandle::cancel);
			if (error != null) {
				result.completeExceptionally(error);
			}
		});
		return result;
	}

	private static <T extends @Nullable Object> void runToTheLastTask(Coroutine<T> main, CompletableFuture<T> result) {
		EventLoop loop = EventLoop.running();
		Task<T> task = Asyncio.createTask("main", main);
		result.whenComplete((_, _) -> {
			if (result.isCancelled()) {
				loop.callSoonThreadsafe(task::cancel);
			}
		});
		task.addDoneCallback((_) -> complete(result, task));
		Set<Task<?>> others = others();
		while (!others.isEmpty()) {
			Asyncio.wait(others);
			others = others();
		}
	}

	private static Set<Task<?>> others() {
		Set<Task<?>> others = new HashSet<>(Asyncio.allTasks());
		others.remove(Asyncio.currentTask());
		return others;
	}

	private static <T extends @Nullable Object> void complete(CompletableFuture<T> result, Task<T> task) {
		if (task.cancelled()) {
			result.cancel(false);
			return;
		}
		Throwable error = task.exception();
		if (error != null) {
			result.completeExceptionally(error);
		}
		else {
			result.complete(task.result());
		}
	}

	/**
	 * Runs blocking code on a virtual thread, which stands for the awaiting task.
	 * @param <T> the type of the value
	 * @param body the code
	 * @return its value or error; cancelling the future interrupts the thread
	 */
	public <T extends @Nullable Object> CompletableFuture<T> onVirtualThread(Callable<T> body) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Future<?> thread = this.environment.virtualThreads().submit(() -> {
			try {
				result.complete(body.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		result.whenComplete((_, _) -> {
			if (result.isCancelled()) {
				thread.cancel(true);
			}
		});
		return result;
	}

	CompletableFuture<?> start(Lesson lesson) {
		CompletableFuture<?> awaiter = lesson.start(this);
		this.awaiter = awaiter;
		return awaiter;
	}

	// To be called when the lesson has returned: it may create tasks until then.
	CompletableFuture<?> settled() {
		return CompletableFuture.allOf(this.handles.stream()
			.filter(JobHandle::isCreated)
			.map((handle) -> handle.settled().toCompletableFuture())
			.toArray(CompletableFuture<?>[]::new));
	}

	// To be called when all has settled.
	void recordLoops(Recorder recorder) {
		Watch own = this.ownLoop;
		if (own != null) {
			own.close();
			this.environment.watchdog().record(recorder, own.name());
		}
		if (this.plan.style().hasEventLoop()) {
			this.environment.watchdog().record(recorder, null);
		}
	}

	// As the end of asyncio.run does: first the awaiting task, then what is left.
	void cancel() {
		CompletableFuture<?> awaiter = this.awaiter;
		if (awaiter != null) {
			awaiter.cancel(true);
		}
		cancelTasks();
	}

	/**
	 * Cancels every task that has not ended, including those that have not started.
	 */
	public void cancelTasks() {
		this.handles.forEach(JobHandle::cancel);
	}

	/**
	 * An {@code @Async} method that runs a job.
	 *
	 * @param <T> the type of its value
	 */
	@FunctionalInterface
	public interface AsyncMethod<T> {

		/**
		 * Calls the method.
		 * @param io the job, as blocking code
		 * @return the future that the method returns
		 * @throws Exception if the method can't be called
		 */
		CompletableFuture<T> call(Callable<String> io) throws Exception;

	}

	@Component
	record Environment(JobStarters starters, ExecutorService virtualThreads, LoopThreads loopThreads,
			Watchdog watchdog) {

	}

}
