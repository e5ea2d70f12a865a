package dev.asynclab.collapse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

	private final Map<String, Experiment> experiments = new ConcurrentHashMap<>();

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
		CallSite site = Objects.requireNonNull(this.sites.get(on));
		if (experiment != null) {
			site = join(call, experiment, site);
		}
		CompletableFuture<Boolean> expiry = new CompletableFuture<Boolean>().completeOnTimeout(true,
				this.limits.callWait().toMillis(), TimeUnit.MILLISECONDS);
		call.stopWith(() -> expiry.cancel(false));
		expiry.thenRun(() -> expire(call));
		try {
			if (!call.result().isDone()) {
				call.endWith(site.start(kind, call));
			}
		}
		catch (RuntimeException ex) {
			call.result().completeExceptionally(ex);
		}
		return call;
	}

	/**
	 * Computes how many such calls a second a place can carry.
	 * @param on where they run
	 * @param kind what they do
	 * @param io how long the upstream takes before they block
	 * @param delay how long they do I/O, or block
	 * @return the least of what the threads carry that they hold, and of what the limit
	 * of calls at once allows
	 */
	Capacity capacity(Place on, Kind kind, Duration io, Duration delay) {
		CallSite site = Objects.requireNonNull(this.sites.get(on));
		Duration whole = (kind == Kind.NONBLOCKING) ? delay : io.plus(delay);
		List<Capacity> capacities = new ArrayList<>();
		capacities.add(Capacity.ofCalls(this.limits.calls(), whole));
		Duration held = site.held(kind, io, delay);
		if (!site.isUnlimited() && !held.isZero()) {
			capacities.add(Capacity.ofThreads(site.threads(), held));
		}
		if (kind == Kind.OFFLOADED) {
			capacities.add(Capacity.ofThreads(CallSites.WORKERS, delay));
		}
		return Collections.min(capacities, Comparator.comparingDouble(Capacity::perSecond));
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

	private CallSite join(Call call, String name, CallSite usual) {
		Experiment experiment = this.experiments.get(name);
		if (experiment == null) {
			call.result().completeExceptionally(new CancellationException("The experiment has ended"));
			return usual;
		}
		experiment.calls.add(call);
		call.stopWith(() -> experiment.calls.remove(call));
		if (!this.experiments.containsKey(name)) {
			call.result().cancel(false);
		}
		return experiment.site;
	}

	CollapseLimits limits() {
		return this.limits;
	}

	int underWay() {
		return this.gate.taken();
	}

	/**
	 * Admits the calls of an experiment.
	 * @param experiment its name
	 * @param site carries out its calls
	 */
	void open(String experiment, CallSite site) {
		this.experiments.put(experiment, new Experiment(site, ConcurrentHashMap.newKeySet()));
	}

	// Cancels every call of the experiment that is still under way.
	void close(String name) {
		Experiment experiment = this.experiments.remove(name);
		if (experiment != null) {
			experiment.calls.forEach((call) -> call.result().cancel(false));
		}
	}

	private record Experiment(CallSite site, Set<Call> calls) {

	}

}
