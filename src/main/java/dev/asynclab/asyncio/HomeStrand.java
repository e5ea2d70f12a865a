package dev.asynclab.asyncio;

import java.io.IOException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

import org.jspecify.annotations.Nullable;

/**
 * The thread that runs the loop: it has the turn when a callback must not run in a task's
 * thread, and when the loop stops.
 */
final class HomeStrand extends Strand {

	private final Agenda agenda;

	private final Runnable onInterrupt;

	private volatile boolean interrupted;

	private boolean watches;

	private volatile @Nullable Watch watch;

	/**
	 * Creates the strand of the current thread.
	 * @param agenda gets what an interrupt of the thread asks for
	 * @param onInterrupt what the loop does then
	 */
	HomeStrand(Agenda agenda, Runnable onInterrupt) {
		super(Thread.currentThread());
		this.agenda = agenda;
		this.onInterrupt = onInterrupt;
	}

	@Override
	Thread newThread() {
		throw new IllegalStateException("the loop's thread is there from the start");
	}

	@Override
	void interrupted() {
		// A watch has seen it, or will at once.
		if (!this.watches) {
			notice();
		}
	}

	private void notice() {
		this.interrupted = true;
		this.agenda.arrive(new Handle(this::serve, null));
	}

	// Does what an interrupt asks for. Those that came until now were the same.
	private void serve() {
		if (this.watches) {
			this.watch = null;
			if (isHere()) {
				Thread.interrupted();
				watchOn();
			}
		}
		this.onInterrupt.run();
	}

	@Override
	void resumed() {
	}

	/**
	 * Watches for interrupts until {@link #unwatch}: the JVM clears a thread's flag when
	 * the thread carries a virtual one.
	 */
	void watch() {
		this.watches = true;
		watchOn();
	}

	/** Called on this thread: watches for the next interrupt once one was served. */
	void watchOn() {
		if (this.watch == null) {
			Watch watch = new Watch();
			this.watch = watch;
			watch.on();
		}
	}

	/** Called after foreign code, which may have ended the watch. */
	void watchAgain() {
		Watch watch = this.watch;
		if (watch != null && watch.isOpen() && isHere()) {
			watch.on();
		}
	}

	void unwatch() {
		Watch watch = this.watch;
		if (watch != null) {
			watch.off();
		}
	}

	private boolean isHere() {
		return Thread.currentThread().equals(thread());
	}

	void restoreInterrupt() {
		if (this.interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * The JDK closes it, once, when the thread is interrupted. An interrupt that comes
	 * between the last turn and {@link #off()} can be lost.
	 */
	private final class Watch extends AbstractInterruptibleChannel {

		void on() {
			begin();
		}

		void off() {
			try {
				end(true);
			}
			catch (IOException ex) {
				// It was closed by an interrupt, which is noticed already.
			}
		}

		@Override
		protected void implCloseChannel() {
			notice();
		}

	}

}
