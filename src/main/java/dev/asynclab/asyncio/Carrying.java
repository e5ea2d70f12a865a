package dev.asynclab.asyncio;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Tasks run on the thread that drives the loop, which carries one after the other: a
 * switch is one continuation that yields and one that goes on. The driver is home, the
 * thread that runs the loop. If a task waits in a native frame or a class initializer it
 * can't leave its carrier; then another platform thread drives until it has.
 * <p>
 * Exactly one thread has the turn: a driver, or the task that it carries. Only that
 * thread writes here.
 */
final class Carrying implements HandOver {

	private static final @Nullable OwnCarrier OWN_CARRIER = OwnCarrier.find();

	private final EventLoop loop;

	private final Turns turns;

	private @Nullable HomeStrand home;

	/** Home, unless a task keeps home's thread. */
	private @Nullable Strand driver;

	/**
	 * The strand that gets the turn next, from the strand that has it. Null for the
	 * driver.
	 */
	private @Nullable Strand next;

	/** The task that keeps home's thread while it waits, if one does. */
	private @Nullable CarriedStrand onHome;

	/** Home has a callback under way, which has started a task eagerly. */
	private boolean callbackOnHome;

	/** It was asked to end, since the run is to end. */
	private boolean askedToLeave;

	Carrying(EventLoop loop, Turns turns) {
		this.loop = loop;
		this.turns = turns;
	}

	// Says whether this JVM allows it.
	static boolean isAvailable() {
		return OWN_CARRIER != null;
	}

	// Says whether a loop that the calling thread runs first can have its tasks carried.
	static boolean isPossible() {
		return isAvailable() && !Thread.currentThread().isVirtual();
	}

	// Returns the thread of a task, not started.
	Thread newThread(CarriedStrand strand) {
		return Objects.requireNonNull(OWN_CARRIER).newThread(strand, strand);
	}

	// Runs a step of a thread that a task has started.
	void executeElsewhere(Runnable step) {
		Objects.requireNonNull(OWN_CARRIER).jvmScheduler().execute(step);
	}

	@Override
	public TaskStrand newStrand(Task<?> task) {
		return new CarriedStrand(task, this);
	}

	@Override
	public void begin(HomeStrand home) {
		this.home = home;
		this.driver = home;
		home.watch();
	}

	@Override
	public void end() {
		home().unwatch();
		this.home = null;
		this.driver = null;
		this.next = null;
	}

	private HomeStrand home() {
		return Objects.requireNonNull(this.home, "the loop does not run");
	}

	@Override
	public Strand driver() {
		return Objects.requireNonNull(this.driver, "the loop does not run");
	}

	@Override
	@SuppressWarnings("ReferenceEquality")
	public boolean mayDecide(@Nullable Strand strand) {
		return strand == this.driver;
	}

	@Override
	public boolean freeHome() {
		CarriedStrand task = this.onHome;
		if (task != null && !this.askedToLeave) {
			this.askedToLeave = true;
			task.cancel();
		}
		return task == null;
	}

	@Override
	public void pass(Strand from, Strand next) {
		name(next);
		if (from instanceof CarriedStrand task) {
			giveBack(task);
		}
		else {
			this.callbackOnHome = this.turns.isInEagerStep();
			drive(from);
			this.callbackOnHome = false;
		}
	}

	private void giveBack(CarriedStrand task) {
		try {
			task.giveBack();
		}
		catch (Throwable error) {
			this.turns.tearDown(error);
			throw error;
		}
	}

	@Override
	public void leave(Strand next) {
		name(next);
	}

	@SuppressWarnings("ReferenceEquality")
	private void name(Strand next) {
		this.next = (next != this.driver) ? next : null;
	}

	// Takes the turn to whoever is next, on a driver's own thread, until it is the
	// driver's own. Returns false if another one drives from now on.
	@SuppressWarnings("ReferenceEquality")
	private boolean drive(Strand self) {
		for (Strand next = this.next; next != null && next != self; next = this.next) {
			if (next instanceof CarriedStrand task && !task.isPinned()) {
				carry(task, self);
				if (self == this.home) {
					driveAgain();
				}
				else if (self != this.driver) {
					driver().pass();
					return false;
				}
			}
			else {
				next.pass();
				self.awaitTurn();
				if (self instanceof StandIn standIn && standIn.isDismissed()) {
					return false;
				}
			}
		}
		return true;
	}

	private void carry(CarriedStrand task, Strand self) {
		try {
			task.carry(self);
		}
		catch (Throwable error) {
			this.turns.tearDown(error);
			this.next = null;
		}
	}

	// Called on home's thread, which no task keeps any more.
	private void driveAgain() {
		if (this.driver instanceof StandIn standIn) {
			this.driver = this.home;
			this.onHome = null;
			this.askedToLeave = false;
			standIn.dismiss();
		}
		home().watchOn();
	}

	// Called by a task that has given the turn back and can't leave the thread of the
	// driver that carries it. Returns when it has the turn again.
	@SuppressWarnings("ReferenceEquality")
	void waitOn(Strand host, CarriedStrand task) {
		if (this.driver == host) {
			if (host == this.home && this.callbackOnHome) {
				throw new IllegalStateException("a task that a callback starts eagerly can't wait in a class "
						+ "initializer or a native frame: the callback could not go on");
			}
			standInFor(host, task);
		}
		else {
			driver().pass();
		}
		task.awaitTurn();
	}

	@SuppressWarnings("ReferenceEquality")
	private void standInFor(Strand host, CarriedStrand task) {
		Strand standIn = new StandIn(this.loop, this);
		this.driver = standIn;
		if (host == this.home) {
			this.onHome = task;
		}
		try {
			standIn.pass();
		}
		catch (Throwable error) {
			// No memory for its thread.
			this.driver = host;
			this.onHome = null;
			throw error;
		}
	}

	// What a stand-in does on its thread.
	void standIn(StandIn self) {
		this.turns.takeTurn();
		while (drive(self)) {
			this.turns.takeTurn();
			name(this.turns.next(self));
		}
	}

}
