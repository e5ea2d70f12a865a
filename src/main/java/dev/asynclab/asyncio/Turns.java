package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Decides which strand has the turn: the heart of the loop. How the turn gets there is
 * the {@link HandOver}'s.
 */
final class Turns {

	private final EventLoop loop;

	private final Agenda agenda;

	private final @Nullable LoopListener listener;

	/** Settled by the first run. */
	private @Nullable HandOver handOver;

	/** Other threads ask whether the loop runs. */
	private volatile @Nullable HomeStrand home;

	/** The thread that has the turn, or had it last. Other threads read it. */
	private volatile @Nullable Thread thread;

	private boolean stopping;

	private @Nullable Throwable fatal;

	private @Nullable Task<?> current;

	/** Gets the turn back when the task that runs has ended its first, eager, step. */
	private @Nullable Strand creator;

	private @Nullable Context callbackContext;

	private volatile boolean debug;

	private volatile boolean keepsTimes;

	private double slowCallbackDuration = 0.1;

	/** Not a number where the step began outside debug mode. */
	private double stepStart = Double.NaN;

	Turns(EventLoop loop, Agenda agenda, @Nullable LoopListener listener) {
		this.loop = loop;
		this.agenda = agenda;
		this.listener = listener;
	}

	@Nullable LoopListener listener() {
		return this.listener;
	}

	boolean isRunning() {
		return this.home != null;
	}

	@Nullable Thread thread() {
		return this.thread;
	}

	@Nullable Task<?> currentTask() {
		return this.current;
	}

	boolean debug() {
		return this.debug;
	}

	void debug(boolean debug) {
		this.debug = debug;
	}

	boolean keepsTimes() {
		return this.keepsTimes;
	}

	void keepTimes() {
		this.keepsTimes = true;
	}

	void slowCallbackDuration(Duration duration) {
		this.slowCallbackDuration = Seconds.of(duration);
	}

	// Ends the run after the iteration that is under way, or after the next one.
	void stop() {
		this.stopping = true;
	}

	// Returns the context of the task or callback that runs.
	Context context() {
		if (this.current != null) {
			return this.current.context();
		}
		Context context = this.callbackContext;
		if (context == null) {
			context = new Context();
			this.callbackContext = context;
		}
		return context;
	}

	// Replaces it while other code runs there.
	void context(Context context) {
		if (this.current != null) {
			this.current.context(context);
		}
		else {
			this.callbackContext = context;
		}
	}

	// Runs until #stop, at least one iteration, on and from this strand. Throws the fatal
	// error that tore the loop down, if one did.
	@SuppressWarnings("ReferenceEquality")
	void run(HomeStrand home) {
		HandOver handOver = this.handOver;
		if (handOver == null) {
			handOver = Carrying.isPossible() ? new Carrying(this.loop, this) : new Baton(this);
			this.handOver = handOver;
		}
		this.home = home;
		handOver.begin(home);
		try {
			takeTurn();
			this.agenda.beginIteration(home, this.stopping);
			for (Strand next = next(home); next != home; next = next(home)) {
				handOver.pass(home, next);
				takeTurn();
			}
			if (this.fatal != null) {
				throw Sneaky.raise(this.fatal);
			}
		}
		finally {
			handOver.end();
			this.home = null;
			this.thread = null;
			this.stopping = false;
			this.fatal = null;
			this.agenda.abandonIteration();
		}
	}

	// Says whether the tasks can be carried by platform threads only: a run on one was
	// the
	// first.
	boolean needPlatformThread() {
		return this.handOver instanceof Carrying;
	}

	private HandOver handOver() {
		return Objects.requireNonNull(this.handOver, "the loop has never run");
	}

	TaskStrand newStrand(Task<?> task) {
		return handOver().newStrand(task);
	}

	// Says that the current thread has the turn.
	void takeTurn() {
		this.thread = Thread.currentThread();
	}

	// Ends the step of a task that waits, and returns when its next step begins.
	@SuppressWarnings("ReferenceEquality")
	void switchFrom(Strand strand) {
		Strand next = nextAfter(strand);
		if (next != strand) {
			handOver().pass(strand, next);
			takeTurn();
		}
		strand.resumed();
	}

	/**
	 * Ends the last step of a task.
	 */
	void leave() {
		handOver().leave(endStep(null));
	}

	// If the stack overflows here, which the task may catch, the loop can't be trusted.
	private Strand nextAfter(Strand strand) {
		try {
			return endStep(strand);
		}
		catch (Throwable error) {
			this.fatal = error;
			throw error;
		}
	}

	// Ends the step of the task that runs. Returns whose turn is next.
	private Strand endStep(@Nullable Strand strand) {
		Strand creator = this.creator;
		if (creator != null) {
			this.creator = null;
			tellEnded();
			return creator;
		}
		endStep();
		return next(strand);
	}

	// Says whether a step is under way inside that of its task's creator.
	boolean isInEagerStep() {
		return this.creator != null;
	}

	// Runs the first step of a task inside the caller's step. Returns false if the caller
	// is not run by this loop, and nothing has happened then.
	boolean startEagerly(Task<?> task) {
		Task<?> current = this.current;
		Context context = this.callbackContext;
		Strand strand = (current != null) ? current.strand() : this.home;
		if (EventLoop.here() != this.loop || strand == null || !Thread.currentThread().equals(strand.thread())) {
			return false;
		}
		Strand creator = this.creator;
		this.creator = strand;
		this.current = task;
		task.enterState();
		tellBegan(task);
		handOver().pass(strand, task.newStrand());
		takeTurn();
		strand.resumed();
		this.creator = creator;
		this.current = current;
		this.callbackContext = context;
		if (this.fatal != null) {
			throw Sneaky.raise(this.fatal);
		}
		return true;
	}

	// Runs what is ready until it is a task's turn. The caller has the turn. Returns the
	// strand that gets it: perhaps the caller; home's if the loop is to stop, or comes to
	// a callback that must not run in a task's thread
	@SuppressWarnings("ReferenceEquality")
	Strand next(@Nullable Strand caller) {
		HandOver handOver = handOver();
		Strand driver = handOver.driver();
		if (!handOver.mayDecide(caller) && !goesOnAlone(caller)) {
			return driver;
		}
		while (true) {
			boolean iterationHasEnded = this.agenda.iterationHasEnded();
			if ((this.fatal != null || (iterationHasEnded && this.stopping)) && handOver.freeHome()) {
				return home();
			}
			if (iterationHasEnded) {
				this.agenda.beginIteration(caller, false);
				continue;
			}
			switch (this.agenda.first()) {
				case Handle handle -> {
					if (caller != driver && !handle.cancelled() && !handle.runsAnywhere()) {
						return driver;
					}
					this.agenda.removeFirst();
					if (!handle.cancelled()) {
						run(handle);
					}
				}
				case Task<?> task -> {
					tellBegan(task);
					Strand strand = task.prepareStep();
					this.agenda.removeFirst();
					if (strand == null) {
						tellEnded(task);
					}
					else {
						this.current = task;
						task.enterState();
						beginStep();
						return strand;
					}
				}
			}
		}
	}

	// Says whether nothing but the caller's own task is ready.
	@SuppressWarnings("ReferenceEquality")
	private boolean goesOnAlone(@Nullable Strand caller) {
		return this.fatal == null && !this.stopping && this.agenda.only() instanceof Task<?> task
				&& task.strand() == caller;
	}

	private HomeStrand home() {
		HomeStrand home = this.home;
		if (home == null) {
			throw new IllegalStateException("the loop does not run");
		}
		return home;
	}

	private void run(Handle handle) {
		this.callbackContext = handle.context();
		beginStep();
		tellBegan(handle);
		try {
			runOrReport(handle);
			tellEnded(handle);
			if (this.debug) {
				reportIfSlow(null, handle);
			}
		}
		catch (Throwable error) {
			this.fatal = error;
		}
		this.callbackContext = null;
		if (!handle.runsAnywhere() && this.home != null) {
			this.home.watchAgain();
		}
	}

	private void runOrReport(Handle handle) {
		try {
			handle.run();
		}
		catch (Throwable error) {
			if (isFatal(error)) {
				throw error;
			}
			this.loop
				.callExceptionHandler(new ExceptionContext("Exception in callback " + handle.callback(), error, null));
		}
	}

	private void beginStep() {
		this.stepStart = this.debug ? this.loop.time() : Double.NaN;
	}

	private void endStep() {
		Task<?> task = this.current;
		tellEnded();
		this.current = null;
		if (this.debug && task != null) {
			try {
				reportIfSlow(task, task);
			}
			catch (Throwable error) {
				this.fatal = error;
			}
		}
	}

	private void tellBegan(Ready entry) {
		if (this.listener != null) {
			this.listener.began(entry);
		}
	}

	private void tellEnded(Ready entry) {
		if (this.listener != null) {
			this.listener.ended(entry);
		}
	}

	private void tellEnded() {
		if (this.listener != null && this.current != null) {
			this.listener.ended(this.current);
		}
	}

	private void reportIfSlow(@Nullable Task<?> task, Object step) {
		double seconds = this.loop.time() - this.stepStart;
		if (seconds >= this.slowCallbackDuration) {
			this.loop.reports().slowStep(task, step, seconds);
		}
	}

	// Stops the loop at once if the machine itself is in trouble.
	void tearDownIfFatal(Throwable error) {
		if (isFatal(error)) {
			tearDown(error);
		}
	}

	// Stops the loop at once. The run throws the error.
	void tearDown(Throwable error) {
		this.fatal = error;
	}

	static boolean isFatal(Throwable error) {
		return error instanceof VirtualMachineError && !(error instanceof StackOverflowError);
	}

}
