package dev.asynclab.collapse;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.asynclab.admission.Gate;
import dev.asynclab.job.Place;
import dev.asynclab.load.Capacity;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The calls under way. The limits say how many calls may be under way, and how long each
 * may wait for its turn. A call beyond a limit is refused, and never begins.
 */
@Component
class Calls {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final CollapseLimits limits;

	private final Map<Place, CallSite> sites = new EnumMap<>(Place.class);

	private final Gate gate;

	private final Map<String, Set<Call>> experiments = new ConcurrentHashMap<>();

	Calls(CollapseLimits limits, List<CallSite> sites, List<ExperimentSite> experimentSites) {
		this.limits = limits;
		this.gate = new Gate(
				limits.calls(), Sentence.of("busy.calls",
						"{0} calls are under way. No more calls may be under way at the same time.", limits.calls()),
				RETRY_AFTER);
		Stream.concat(sites.stream(), experimentSites.stream().map(ExperimentSite::calls))
			.forEach((site) -> this.sites.put(site.place(), site));
	}

	/**
	 * Admits a call and starts it.
	 * @param on where it runs
	 * @param kind what it does
	 * @param io how long the upstream takes before the call blocks
	 * @param delay how long it does I/O, or blocks
	 * @param experiment the experiment that it belongs to, if any
	 * @return the call under way
	 * @throws TooBusyException if too many calls wait
	 */
	Call start(Place on, Kind kind, Duration io, Duration delay, @Nullable String experiment) {
		Gate.Permit place = this.gate.take();
		Call call = new Call(io, delay);
		call.stopWith(place::close);
		if (experiment != null) {
			join(call, experiment);
		}
		CompletableFuture<Boolean> expiry = new CompletableFuture<Boolean>().completeOnTimeout(true,
				this.limits.callWait().toMillis(), TimeUnit.MILLISECONDS);
		call.stopWith(() -> expiry.cancel(false));
		expiry.thenRun(() -> expire(call));
		try {
			if (!call.result().isDone()) {
				call.endWith(Objects.requireNonNull(this.sites.get(on)).start(kind, call));
			}
		}
		catch (RuntimeException ex) {
			call.result().completeExceptionally(ex);
		}
		return call;
	}

	Capacity capacity(Place on, Kind kind, Duration delay) {
		int threads = threads(on, kind);
		return (threads < this.limits.calls()) ? Capacity.ofThreads(threads, delay)
				: Capacity.ofCalls(this.limits.calls(), delay);
	}

	/**
	 * How many threads such calls hold at most.
	 * @param on where they run
	 * @param kind what they do
	 * @return the number, or {@link Integer#MAX_VALUE} if nothing but the calls bounds it
	 */
	int threads(Place on, Kind kind) {
		return switch (kind) {
			case NONBLOCKING -> Integer.MAX_VALUE;
			case BLOCKING -> Objects.requireNonNull(this.sites.get(on)).threads();
			case OFFLOADED -> CallSites.WORKERS;
		};
	}

	private void expire(Call call) {
		if (!call.isBegun()) {
			call.result()
				.completeExceptionally(new TooBusyException(
						Sentence.of("busy.call-wait", "The call waited {0} ms for its turn, the longest time allowed.",
								this.limits.callWait().toMillis()),
						RETRY_AFTER));
		}
	}

	private void join(Call call, String experiment) {
		Set<Call> calls = this.experiments.get(experiment);
		if (calls == null) {
			call.result().completeExceptionally(new CancellationException("The experiment has ended"));
			return;
		}
		calls.add(call);
		call.stopWith(() -> calls.remove(call));
		if (!this.experiments.containsKey(experiment)) {
			call.result().cancel(false);
		}
	}

	int most() {
		return this.limits.calls();
	}

	int underWay() {
		return this.gate.taken();
	}

	void open(String experiment) {
		this.experiments.put(experiment, ConcurrentHashMap.newKeySet());
	}

	// Cancels every call of the experiment that is still under way.
	void close(String experiment) {
		Set<Call> calls = this.experiments.remove(experiment);
		if (calls != null) {
			calls.forEach((call) -> call.result().cancel(false));
		}
	}

}
