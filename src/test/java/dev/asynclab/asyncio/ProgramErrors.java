package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * The errors that random programs raise.
 */
final class ProgramErrors {

	private ProgramErrors() {
	}

	static Throwable of(String kind, @Nullable String message) {
		return switch (kind) {
			case "App" -> new App(message);
			case "Base" -> new Base(message);
			case "Fatal" -> new Fatal(message);
			case "Cancelled" -> new CancelledError(message);
			case "Timeout" -> new TimeoutError();
			default -> throw new IllegalArgumentException(kind);
		};
	}

	static final class App extends RuntimeException {

		private static final long serialVersionUID = 1L;

		App(@Nullable String message) {
			super(message);
		}

	}

	static final class Base extends Error {

		private static final long serialVersionUID = 1L;

		Base(@Nullable String message) {
			super(message);
		}

	}

	/** What tears a loop down, as {@code SystemExit} does. */
	static final class Fatal extends VirtualMachineError {

		private static final long serialVersionUID = 1L;

		Fatal(@Nullable String message) {
			super(message);
		}

	}

}
