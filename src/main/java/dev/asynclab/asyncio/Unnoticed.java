package dev.asynclab.asyncio;

import java.lang.ref.Cleaner;

/**
 * Something that somebody should look at: the loop reports it when the object it belongs
 * to was collected, or else when the loop is closed. It must not hold that object.
 */
abstract class Unnoticed {

	private final EventLoop loop;

	private volatile boolean noticed;

	Unnoticed(EventLoop loop) {
		this.loop = loop;
		loop.reports().expect(this);
	}

	// What to say.
	abstract ExceptionContext context();

	// Watches the object that nobody may ask any more. Called once.
	final void reportWhenCollected(Object owner) {
		Collected.CLEANER.register(owner, () -> {
			if (!this.noticed) {
				this.loop.enqueue(new Handle(this::report, new Context()));
			}
		});
	}

	final void notice() {
		if (!this.noticed) {
			this.noticed = true;
			this.loop.reports().forget(this);
		}
	}

	final void report() {
		if (!this.noticed) {
			notice();
			this.loop.callExceptionHandler(context());
		}
	}

	/**
	 * Made when there is something to watch for the first time.
	 */
	private static final class Collected {

		private static final Cleaner CLEANER = Cleaner.create();

	}

}
