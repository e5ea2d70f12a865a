package dev.asynclab.asyncio;

import java.lang.ref.Cleaner;

import org.jspecify.annotations.Nullable;

/**
 * Something that the program should look at. If it does not, the loop reports it when the
 * object that it belongs to was collected, or else when the loop is closed. If it is
 * closed already, the thread that finds the object collected reports it. It must not hold
 * that object.
 */
abstract class Unnoticed {

	private final EventLoop loop;

	/** Where the report is made, if that is known. */
	private final @Nullable Context taskContext;

	private volatile boolean noticed;

	Unnoticed(EventLoop loop, @Nullable Context taskContext) {
		this.loop = loop;
		this.taskContext = taskContext;
		loop.reports().expect(this);
	}

	// What to say.
	abstract ExceptionContext context();

	// Watches the object, which may become unreachable. Called once.
	final void reportWhenCollected(Object owner) {
		Collected.CLEANER.register(owner, () -> {
			if (!this.noticed && !this.loop.enqueue(new Handle(this::report, new Context()))) {
				report();
			}
		});
	}

	final void notice() {
		if (!this.noticed) {
			this.noticed = true;
			this.loop.reports().forget(this);
		}
	}

	// Forgotten last: whoever closes the loop meanwhile waits for the report.
	final synchronized void report() {
		if (!this.noticed) {
			this.noticed = true;
			try {
				this.loop.reports().exception(context(), this.taskContext);
			}
			finally {
				this.loop.reports().forget(this);
			}
		}
	}

	/**
	 * Made when there is something to watch for the first time.
	 */
	private static final class Collected {

		private static final Cleaner CLEANER = Cleaner.create();

	}

}
