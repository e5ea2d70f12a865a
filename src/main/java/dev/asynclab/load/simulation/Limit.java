package dev.asynclab.load.simulation;

/**
 * What limits how many calls are served at once.
 */
public sealed interface Limit {

	/**
	 * Opens a station with this limit.
	 * @param simulation the clock
	 * @return a station where no call waits yet
	 */
	Station open(Simulation simulation);

	/**
	 * Serves calls.
	 */
	@FunctionalInterface
	interface Station {

		/**
		 * Serves a call as soon as it is its turn.
		 * @param call the call
		 * @param served happens when it has been served
		 */
		void serve(Demand call, Runnable served);

	}

	/**
	 * Threads of a pool: a call holds one for all of its time, and the others wait in a
	 * queue.
	 *
	 * @param threads how many there are
	 */
	record Threads(int threads) implements Limit {

		@Override
		public Station open(Simulation simulation) {
			Places pool = new Places(simulation, this.threads);
			return (call, served) -> pool.hold(call.nanos(), served);
		}

	}

	/**
	 * Event loops of one thread each. A call needs its loop to send its request, and
	 * again when the answer is there. Meanwhile it holds a connection. A call that blocks
	 * keeps its loop, and the others wait.
	 *
	 * @param loops how many there are; the calls take turns
	 * @param connections how many there are for all loops
	 * @param clientOnLoop whether the HTTP client runs on the same loops: it gives a
	 * connection back only when the loop has heard of the answer and is free again
	 */
	record EventLoops(int loops, int connections, boolean clientOnLoop) implements Limit {

		@Override
		public Station open(Simulation simulation) {
			Places pool = new Places(simulation, this.connections);
			Places[] threads = new Places[this.loops];
			for (int loop = 0; loop < this.loops; loop++) {
				threads[loop] = new Places(simulation, 1);
			}
			long[] calls = { 0 };
			return (call, served) -> {
				Places loop = threads[(int) (calls[0]++ % this.loops)];
				Runnable answered = () -> {
					if (!this.clientOnLoop) {
						pool.free();
					}
					loop.hold(call.blockNanos(), () -> {
						if (this.clientOnLoop) {
							pool.free();
						}
						served.run();
					});
				};
				loop.hold(0, () -> pool.take(() -> simulation.after(call.ioNanos(), answered)));
			};
		}

	}

	/**
	 * No limit: a thread for each call.
	 */
	record None() implements Limit {

		@Override
		public Station open(Simulation simulation) {
			return (call, served) -> simulation.after(call.nanos(), served);
		}

	}

}
