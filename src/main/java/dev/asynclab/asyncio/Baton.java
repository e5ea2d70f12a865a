package dev.asynclab.asyncio;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Tasks run on the JVM's carriers, like all virtual threads: who has the turn wakes who
 * gets it, and parks. Any strand finds out what is next, so that one wake-up is enough.
 */
final class Baton implements HandOver {

	private final Turns turns;

	private @Nullable HomeStrand home;

	Baton(Turns turns) {
		this.turns = turns;
	}

	@Override
	public TaskStrand newStrand(Task<?> task) {
		return new TaskStrand(task);
	}

	@Override
	public void begin(HomeStrand home) {
		this.home = home;
	}

	@Override
	public void end() {
		this.home = null;
	}

	@Override
	public boolean mayDecide(@Nullable Strand strand) {
		return true;
	}

	@Override
	public Strand driver() {
		return Objects.requireNonNull(this.home, "the loop does not run");
	}

	@Override
	public boolean freeHome() {
		return true;
	}

	@Override
	public void pass(Strand from, Strand next) {
		leave(next);
		from.awaitTurn();
	}

	@Override
	public void leave(Strand next) {
		try {
			next.pass();
		}
		catch (Throwable error) {
			this.turns.tearDown(error);
			driver().pass();
		}
	}

}
