package dev.asynclab.collapse;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongBinaryOperator;

import dev.asynclab.admission.Limits;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.collapse.Experiment.Measured;
import dev.asynclab.eventloop.AsyncioLoop;
import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.job.ExperimentPlace;
import dev.asynclab.problem.TooBusyException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs experiments, one at a time: two would measure each other. When one has ended, well
 * or stopped, its thread, its client and its calls have too.
 */
@Component
class Experiments implements SmartLifecycle {

	private final Calls calls;

	private final Limits limits;

	private final Watchdog watchdog;

	private final OwnServer server;

	private final AtomicReference<@Nullable RunningExperiment> current = new AtomicReference<>();

	private volatile boolean running;

	Experiments(Calls calls, Limits limits, Watchdog watchdog, OwnServer server) {
		this.calls = calls;
		this.limits = limits;
		this.watchdog = watchdog;
		this.server = server;
	}

	/**
	 * Starts an experiment.
	 * @param plan what it does
	 * @param listener is told each point as it is measured
	 * @return the experiment under way
	 * @throws TooBusyException if one is under way already
	 */
	RunningExperiment start(CollapsePlan plan, Consumer<Point> listener) {
		String id = UUID.randomUUID().toString();
		int connections = this.limits.calls() + 64;
		Duration patience = this.limits.callWait().plus(this.limits.blockTime()).plusSeconds(10);
		RunningExperiment next = new RunningExperiment();
		if (!this.current.compareAndSet(null, next)) {
			throw new TooBusyException(
					"An experiment is under way, and two would measure each other; " + "DELETE /api/collapse stops it",
					plan.phase().multipliedBy(4));
		}
		try {
			LoadClient client = new LoadClient(this.server.address(), connections, patience, id);
			Prediction prediction = new Prediction(plan, this.calls.threads(plan.on().place(), Kind.BLOCKING),
					this.calls.threads(plan.on().place(), Kind.OFFLOADED), this.limits.calls());
			Experiment experiment = new Experiment(plan, prediction, client, longestLag(plan.on()), patience, listener);
			next.begin(experiment);
			Thread.ofPlatform().name("collapse").daemon().start(() -> run(next, experiment, client, id, plan));
			return next;
		}
		catch (RuntimeException | Error ex) {
			this.current.set(null);
			throw ex;
		}
	}

	private void run(RunningExperiment running, Experiment experiment, LoadClient client, String id,
			CollapsePlan plan) {
		this.calls.open(id);
		try (client) {
			experiment.run();
		}
		catch (RuntimeException | Error ex) {
			running.report().completeExceptionally(ex);
		}
		finally {
			this.calls.close(id);
			this.current.set(null);
			if (experiment.result().isDone()) {
				running.report().complete(report(plan, experiment.result().join()));
			}
		}
	}

	private @Nullable LongBinaryOperator longestLag(ExperimentPlace on) {
		return switch (on) {
			case EVENT_LOOP -> (from, to) -> this.watchdog.longestLagNanos(null, from, to);
			case ASYNCIO -> (from, to) -> this.watchdog.longestLagNanos(AsyncioLoop.NAME, from, to);
			case ASYNC_POOL, VIRTUAL_THREAD -> null;
		};
	}

	private CollapseReport report(CollapsePlan plan, Measured measured) {
		return new CollapseReport(plan.on(), plan.rate(), plan.delay().toMillis(), plan.blockingShare(),
				plan.phase().toMillis(), measured.stopped(), measured.phases(), measured.points(),
				CollapseReport.Machine.here(), lesson(plan.on()), this.server.curl(next(plan.on())));
	}

	private static String lesson(ExperimentPlace on) {
		return switch (on) {
			case EVENT_LOOP, ASYNCIO -> "One loop has one thread: the few calls that block it set the pace of all.";
			case ASYNC_POOL -> "A pool carries threads / (share × delay) calls a second; then its queue grows.";
			case VIRTUAL_THREAD -> "A call that blocks a virtual thread holds up nobody.";
		};
	}

	private static String next(ExperimentPlace on) {
		return switch (on) {
			case EVENT_LOOP -> "/api/event-loop?format=text";
			case ASYNCIO -> "/api/collapse?on=virtual-thread&format=text";
			case ASYNC_POOL, VIRTUAL_THREAD -> "/api/collapse?on=event-loop&format=text";
		};
	}

	/**
	 * Whether an experiment is under way.
	 * @return {@code true} until nothing of it is left
	 */
	boolean isUnderWay() {
		return this.current.get() != null;
	}

	/**
	 * Stops the experiment that is under way, if one is.
	 * @return ends with whether there was one, when nothing of it is left
	 */
	CompletableFuture<Boolean> stopCurrent() {
		RunningExperiment running = this.current.get();
		if (running == null) {
			return CompletableFuture.completedFuture(false);
		}
		running.stop();
		return running.report().handle((_, _) -> true);
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		stopCurrent();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
