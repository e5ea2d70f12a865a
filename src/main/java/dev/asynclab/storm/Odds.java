package dev.asynclab.storm;

import java.util.function.BooleanSupplier;

/**
 * With how many seeds a cure cures, in the simulation.
 *
 * @param seeds how many were tried, from the seed of the experiment on
 * @param cured with how many of them nine tenths of the calls are answered in time again
 */
record Odds(int seeds, int cured) {

	/** They take a core about two seconds. */
	private static final double MOST_ATTEMPTS = 2_000_000;

	private static final int LEAST_SEEDS = 10;

	/**
	 * Simulates an experiment with one seed after the other.
	 * @param plan the experiment, with a cure
	 * @param overheads what takes time besides the dependency
	 * @param most how many seeds to try; fewer, but at least 10, where a simulation is
	 * long
	 * @param stopped says whether to try no more
	 * @return with how many it cures; always the same for the same arguments, unless it
	 * was stopped
	 */
	static Odds of(StormPlan plan, Overheads overheads, int most, BooleanSupplier stopped) {
		double attempts = plan.mostAttempts() * plan.phases().size() * (plan.phase().toNanos() / 1e9);
		int seeds = (int) Math.clamp(MOST_ATTEMPTS / attempts, Math.min(LEAST_SEEDS, most), most);
		int tried = 0;
		int cured = 0;
		while (tried < seeds && !stopped.getAsBoolean()) {
			Forecast.PredictedPhase last = Forecast.of(plan.withSeed(plan.seed() + tried), overheads).of(Phase.CURED);
			cured += last.isUp() ? 1 : 0;
			tried++;
		}
		return new Odds(tried, cured);
	}

	boolean isSure() {
		return this.cured == 0 || this.cured == this.seeds;
	}

	boolean isAlways() {
		return this.seeds > 0 && this.cured == this.seeds;
	}

}
