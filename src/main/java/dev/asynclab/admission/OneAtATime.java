package dev.asynclab.admission;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;
import org.jspecify.annotations.Nullable;

/**
 * Admits one run at a time, since two would disturb each other. Each run has its own
 * thread. A shutdown stops the run under way, and waits until it has ended.
 */
public class OneAtATime {

	private final Function<String, Sentence> refusal;

	private final RunningWork work;

	private volatile @Nullable SoloRun<?> current;

	/**
	 * Admits the first run.
	 * @param refusal a sentence for the caller that is refused, by the name of the run
	 * that is under way
	 * @param work tracks each run
	 */
	protected OneAtATime(Function<String, Sentence> refusal, RunningWork work) {
		this.refusal = refusal;
		this.work = work;
	}

	/**
	 * Starts a run.
	 * @param <R> the type of the run
	 * @param runs creates the run, unless another is under way
	 * @return the run, which has been started
	 * @throws TooBusyException if another is under way
	 * @throws OutOfMemoryError if there is no thread for the run
	 */
	public final synchronized <R extends SoloRun<?>> R start(Supplier<R> runs) {
		SoloRun<?> other = this.current;
		if (other != null) {
			throw new TooBusyException(this.refusal.apply(other.name), other.remaining(), stopCommand(other.name));
		}
		R run = runs.get();
		this.current = run;
		try {
			run.start(() -> this.current = null);
		}
		catch (OutOfMemoryError ex) {
			this.current = null;
			throw ex;
		}
		this.work.track(run.name, run.report(), run::stop);
		return run;
	}

	/**
	 * Stops the run that is under way, if there is one.
	 * @return completes when nothing of the run is left, with {@code false} if there was
	 * none
	 */
	public final CompletableFuture<Boolean> stopCurrent() {
		return stopCurrent((_) -> true);
	}

	/**
	 * Stops the run that is under way, if it has a certain name.
	 * @param name the name
	 * @return completes when nothing of the run is left, with {@code false} if there was
	 * none of that name
	 */
	public final CompletableFuture<Boolean> stopCurrent(String name) {
		return stopCurrent((run) -> run.name.equals(name));
	}

	/**
	 * Stops the run that is under way, if it is one of some.
	 * @param meant says whether it is one of them
	 * @return completes when nothing of the run is left, with {@code false} if there was
	 * none of them
	 */
	protected final CompletableFuture<Boolean> stopCurrent(Predicate<SoloRun<?>> meant) {
		SoloRun<?> run = this.current;
		if (run == null || !meant.test(run)) {
			return CompletableFuture.completedFuture(false);
		}
		run.stop();
		return run.report().handle((_, _) -> true);
	}

	/**
	 * Returns what stops a run.
	 * @param name the name of the run
	 * @return a command for a shell; null if there is none
	 */
	protected @Nullable String stopCommand(String name) {
		return null;
	}

	/**
	 * Says which run is under way.
	 * @return its name; null if nothing of the last run is left
	 */
	public final @Nullable String running() {
		SoloRun<?> run = this.current;
		return (run != null) ? run.name : null;
	}

	/**
	 * Says whether no run is under way.
	 * @return {@code true} when nothing of the last run is left
	 */
	public final boolean isIdle() {
		return this.current == null;
	}

	/**
	 * A run that can be stopped.
	 *
	 * @param <T> the type of its report
	 */
	public abstract static class SoloRun<T> {

		final String name;

		private final CompletableFuture<T> report = new CompletableFuture<>();

		private @Nullable Thread thread;

		private boolean stopped;

		/**
		 * Prepares a run.
		 * @param name the name of its thread, and of the run in the log
		 */
		protected SoloRun(String name) {
			this.name = name;
		}

		/**
		 * Does the work, on the run's own thread. Everything that it starts must have
		 * ended when this method returns or throws.
		 * @return the report, also if the run was stopped and has one
		 * @throws InterruptedException if the run was stopped and has no report
		 * @throws Exception if the run fails
		 */
		protected abstract T call() throws Exception;

		/**
		 * Says whether the run sends requests to this service. A shutdown stops such a
		 * run at once, since the web server then refuses its requests. Another may go on
		 * for the grace period.
		 * @return {@code false} unless overridden
		 */
		public boolean callsThisService() {
			return false;
		}

		/**
		 * Estimates how long the run will still take.
		 * @return the time, which may be negative
		 */
		protected abstract Duration remaining();

		/**
		 * Returns the report. Cancelling the future does not stop the run.
		 * @return completes when another run may start; fails with a
		 * {@link CancellationException} if the run was stopped and has no report
		 */
		public CompletableFuture<T> report() {
			return this.report.copy();
		}

		/**
		 * Stops the run, which interrupts its thread. The report follows.
		 */
		public final synchronized void stop() {
			if (!this.stopped) {
				this.stopped = true;
				interrupt();
			}
		}

		/**
		 * Says whether the run has been asked to stop.
		 * @return {@code true} if so; its thread has then been interrupted
		 */
		protected final synchronized boolean isStopped() {
			return this.stopped;
		}

		void start(Runnable onEnd) {
			Thread.ofPlatform().name(this.name).daemon().start(() -> {
				begin();
				Runnable outcome = outcome();
				end();
				onEnd.run();
				outcome.run();
			});
		}

		private synchronized void begin() {
			this.thread = Thread.currentThread();
			if (this.stopped) {
				interrupt();
			}
		}

		private Runnable outcome() {
			try {
				T done = call();
				return () -> this.report.complete(done);
			}
			catch (InterruptedException ex) {
				return () -> this.report.completeExceptionally(new CancellationException(this.name + " was stopped"));
			}
			catch (Throwable ex) {
				return () -> this.report.completeExceptionally(ex);
			}
		}

		private synchronized void end() {
			this.thread = null;
			// Code that waits for the report must not see the interrupt that stopped the
			// run.
			Thread.interrupted();
		}

		private void interrupt() {
			if (this.thread != null) {
				this.thread.interrupt();
			}
		}

	}

}
