package dev.asynclab.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Bottleneck;
import dev.asynclab.load.simulation.Limit;
import dev.asynclab.notation.Rounded;
import dev.asynclab.notation.Sentence;

/**
 * Says what would help, and by how much: each change is tried in the simulation.
 */
final class Adviser {

	private final CapacityPlan plan;

	private final CapacityLimits limits;

	private final OwnServer server;

	Adviser(CapacityPlan plan, CapacityLimits limits, OwnServer server) {
		this.plan = plan;
		this.limits = limits;
		this.server = server;
	}

	List<Advice> advise(Mode mode, List<CapacitySite> sites, List<StyleCapacity> styles) {
		if (styles.stream().allMatch((style) -> style.predicted().isInVain())) {
			return List.of(new Advice(null, Bottleneck.NONE, Sentence.of("advice.in-vain",
					"No change of a style helps: with a failRate of {0} no request succeeds. It has to be less.",
					this.plan.failRate()), curl(this.plan.withFailRate(0), "&format=text")));
		}
		List<Advice> advice = new ArrayList<>();
		for (int index = 0; index < styles.size(); index++) {
			StyleCapacity style = styles.get(index);
			if (mode == Mode.FIND) {
				advice.addAll(raise(sites.get(index), style));
			}
			else if (style.carries() != Carries.YES) {
				advice.add(mend(sites.get(index), style));
			}
		}
		return advice.isEmpty() ? List.of(nothing(mode, styles)) : advice;
	}

	private Advice mend(CapacitySite site, StyleCapacity style) {
		if (p99(new Limit.None(), this.plan, style) > this.plan.sloMs()) {
			return advice(style, Bottleneck.NONE, Sentence.of("advice.impossible",
					"{0}: no change helps, since even calls that never wait have a p99 of {1} ms. The SLO has to be more.",
					style.style().id(), p99(new Limit.None(), this.plan, style)), "&mode=predict");
		}
		if (forecast(new Limit.None(), this.plan, style).simulate(this.plan.rate(), this.plan.seconds())
			.refused() > 0) {
			return advice(style, Bottleneck.NONE, Sentence.of("advice.bound",
					"{0}: even calls that never wait for their turn are more than {1} at once, the most that the lab "
							+ "allows. Ask for fewer or shorter ones.",
					style.style().id(), this.limits.capacityInFlight()), "&mode=predict");
		}
		Measured measured = style.measured();
		if (style.predicted().carries() == Carries.YES && measured != null) {
			return (measured.isCpuTheLimit() && !measured.isBusyWithOthers()) ? cores(style, measured)
					: advice(style, Bottleneck.NONE, Sentence.of("advice.again",
							"{0}: the ideal queue would be in time, and this service did not use up the cores. Measure "
									+ "again: a cold service and other programs on the machine cost time, too.",
							style.style().id()), "");
		}
		return switch (style.predicted().bottleneck()) {
			case THREAD -> style.style().isDistributed() ? places(site, style)
					: enough(style, this.plan.threads(), this.limits.capacityThreads(),
							(threads) -> site.limit().apply(this.plan.withThreads(threads)), true);
			case CONNECTION -> enough(style, this.plan.connections(), this.limits.capacityConnections(),
					(connections) -> site.limit().apply(this.plan.withConnections(connections)), false);
			case LOOP -> unblocked(site, style);
			case CORE, NONE -> throw new IllegalStateException("No limit was exceeded: " + style);
		};
	}

	private Advice cores(StyleCapacity style, Measured measured) {
		int cores = Runtime.getRuntime().availableProcessors();
		Double cpuMs = measured.cpuMsPerRequest();
		double most = (cpuMs != null && cpuMs > 0) ? Rounded.tenths(1000 * cores / cpuMs) : 0;
		return advice(style, Bottleneck.CORE, Sentence.of("advice.core",
				"{0}: a core was the bottleneck. A request took {1} ms of CPU time, so {2} cores carry {3} requests a "
						+ "second at most, if they do nothing else. More cores help, or fewer calls.",
				style.style().id(), (cpuMs != null) ? cpuMs : "?", cores, most), "&mode=find");
	}

	// The least number with which the simulation is in time.
	private Advice enough(StyleCapacity style, int given, int highest, IntFunction<Limit> limit, boolean threads) {
		int little = given;
		int many = given;
		while (many < highest && !isInTime(limit.apply(many), style)) {
			little = many;
			many = Math.min(2 * many, highest);
		}
		if (!isInTime(limit.apply(many), style)) {
			Sentence most = threads ? Sentence.of("unit.threads", "{0} threads", many)
					: Sentence.of("unit.connections", "{0} connections", many);
			return advice(style, style.predicted().bottleneck(), Sentence.of("advice.not-enough",
					"{0}: even with {1}, the most that the lab allows, p99 is {2} ms. Calls on virtual threads wait "
							+ "without them.",
					style.style().id(), most, p99(limit.apply(many), this.plan, style)), "&style=virtual-thread");
		}
		while (many - little > 1) {
			int middle = (little + many) / 2;
			if (isInTime(limit.apply(middle), style)) {
				many = middle;
			}
			else {
				little = middle;
			}
		}
		double before = p99(limit.apply(given), this.plan, style);
		double after = p99(limit.apply(many), this.plan, style);
		return threads ? new Advice(style.style(), Bottleneck.THREAD, Sentence.of("advice.threads",
				"{0}: a thread was the bottleneck. With {1} threads instead of {2}, p99 is {3} ms instead of {4} ms.",
				style.style().id(), many, given, after, before),
				curl(this.plan.withThreads(many), "&style=" + style.style().id() + "&format=text"))
				: new Advice(style.style(), Bottleneck.CONNECTION, Sentence.of("advice.connections",
						"{0}: a connection was the bottleneck. With {1} connections instead of {2}, p99 is {3} ms instead of {4} ms.",
						style.style().id(), many, given, after, before),
						curl(this.plan.withConnections(many), "&style=" + style.style().id() + "&format=text"));
	}

	// The plan's threads are those of a pool; a worker has its own.
	private Advice places(CapacitySite site, StyleCapacity style) {
		Limit limit = site.limit().apply(this.plan);
		int places = (limit instanceof Limit.Threads threads) ? threads.threads() : 0;
		return new Advice(style.style(), Bottleneck.THREAD,
				Sentence.of("advice.places",
						"{0}: a place was the bottleneck, of {1} that the workers have. Another worker adds its own.",
						style.style().id(), places),
				this.server.curl("/api/cluster"));
	}

	private Advice unblocked(CapacitySite site, StyleCapacity style) {
		CapacityPlan unblocked = this.plan.withBlockingShare(0);
		return new Advice(style.style(), Bottleneck.LOOP, Sentence.of("advice.loop",
				"{0}: the loop was the bottleneck. If worker threads run the calls that block it, as with "
						+ "asyncio.to_thread, p99 is {1} ms instead of {2} ms. That takes {3} workers or more. On virtual "
						+ "threads they may block, as the command shows.",
				style.style().id(), p99(site.limit().apply(unblocked), unblocked, style),
				p99(site.limit().apply(this.plan), this.plan, style), workers()),
				curl(this.plan, "&style=" + style.style().id() + "&style=virtual-thread&format=text"));
	}

	// With fewer, more work arrives than they do.
	private long workers() {
		double busy = this.plan.rate() * this.plan.calls() * this.plan.blockingShare() * this.plan.delay().toNanos()
				/ 1e9;
		return (long) Math.floor(busy) + 1;
	}

	// What twice as much of the bottleneck would bring.
	private List<Advice> raise(CapacitySite site, StyleCapacity style) {
		Double before = style.predicted().tippingPoint();
		Measured measured = style.measured();
		if (before == null || before == 0) {
			return (measured != null && measured.isCpuTheLimit() && !measured.isBusyWithOthers())
					? List.of(cores(style, measured)) : List.of();
		}
		if (style.predicted().bottleneck() == Bottleneck.NONE) {
			return List.of();
		}
		if (style.predicted().bottleneck() == Bottleneck.THREAD && style.style().isDistributed()) {
			return List.of(places(site, style));
		}
		CapacityPlan more = switch (style.predicted().bottleneck()) {
			case THREAD -> this.plan.withThreads(Math.min(2 * this.plan.threads(), this.limits.capacityThreads()));
			case CONNECTION ->
				this.plan.withConnections(Math.min(2 * this.plan.connections(), this.limits.capacityConnections()));
			default -> this.plan.withBlockingShare(this.plan.blockingShare() / 2);
		};
		if (more.equals(this.plan)) {
			return List.of();
		}
		Double after = forecast(site.limit().apply(more), more, style).tippingPoint();
		double then = (after != null) ? Rounded.tenths(after.doubleValue())
				: this.limits.highestRate(this.plan.calls());
		Sentence text = switch (style.predicted().bottleneck()) {
			case THREAD -> Sentence.of("advice.more-threads",
					"{0}: a thread is the bottleneck. With {1} threads instead of {2} it is in time up to {3} requests a second, and not only up to {4}.",
					style.style().id(), more.threads(), this.plan.threads(), then, before);
			case CONNECTION -> Sentence.of("advice.more-connections",
					"{0}: a connection is the bottleneck. With {1} connections instead of {2} it is in time up to {3} requests a second, and not only up to {4}.",
					style.style().id(), more.connections(), this.plan.connections(), then, before);
			default -> Sentence.of("advice.less-blocking",
					"{0}: the loop is the bottleneck. If half as many calls block it, it is in time up to {1} requests a second, and not only up to {2}.",
					style.style().id(), then, before);
		};
		return List.of(new Advice(style.style(), style.predicted().bottleneck(), text,
				curl(more, "&mode=find&style=" + style.style().id() + "&format=text")));
	}

	private Advice nothing(Mode mode, List<StyleCapacity> styles) {
		StyleCapacity nearest = styles.stream()
			.filter((style) -> style.predicted().utilisation() != null)
			.max(Comparator.comparingDouble(Adviser::utilisation))
			.orElse(null);
		List<String> found = styles.stream()
			.filter(Adviser::hasTippingPoint)
			.map((style) -> style.style().id())
			.toList();
		if (mode == Mode.FIND && !found.isEmpty()) {
			return new Advice(null, Bottleneck.NONE, Sentence.of("advice.unpredicted-limit",
					"The ideal queue has no limit, and still there is a rate above which {0} is late: other programs on the "
							+ "machine, or this service, used up the cores. Measure again on an idle machine.",
					Sentence.names(found)), curl(this.plan, "&mode=find&format=text"));
		}
		if (nearest == null || mode == Mode.FIND) {
			return new Advice(null, Bottleneck.NONE,
					Sentence.of("advice.no-limit", "Nothing has to change: no limit is in sight."),
					curl(this.plan, "&mode=find&format=text"));
		}
		return new Advice(null, nearest.predicted().bottleneck(),
				Sentence.of("advice.nothing",
						"Nothing has to change. The nearest limit is that of {0}, at a utilisation of {1}.",
						nearest.style().id(), utilisation(nearest)),
				curl(this.plan, "&mode=find&style=" + nearest.style().id() + "&format=text"));
	}

	private static boolean hasTippingPoint(StyleCapacity style) {
		Measured measured = style.measured();
		return measured != null && measured.search() == Search.End.FOUND && style.predicted().tippingPoint() == null;
	}

	private static double utilisation(StyleCapacity style) {
		Double utilisation = style.predicted().utilisation();
		return (utilisation != null) ? utilisation : 0;
	}

	private Advice advice(StyleCapacity style, Bottleneck bottleneck, Sentence text, String query) {
		String other = query.contains("style=") ? query : query + "&style=" + style.style().id();
		return new Advice(style.style(), bottleneck, text, curl(this.plan, other + "&format=text"));
	}

	private String curl(CapacityPlan plan, String query) {
		return this.server.curl(plan.path() + query);
	}

	private boolean isInTime(Limit limit, StyleCapacity style) {
		return forecast(limit, this.plan, style).isInTime(this.plan.rate());
	}

	private double p99(Limit limit, CapacityPlan plan, StyleCapacity style) {
		return Rounded.tenths(forecast(limit, plan, style).simulate(plan.rate(), plan.seconds()).latencyMs(99));
	}

	private Forecast forecast(Limit limit, CapacityPlan plan, StyleCapacity style) {
		return new Forecast(plan, this.limits, limit, style.predicted().serviceMs());
	}

}
