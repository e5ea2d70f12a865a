package dev.asynclab.pitfall.pinning;

import java.util.function.Supplier;

/**
 * Loads the settings in a class initializer. The virtual thread that loads them keeps its
 * carrier meanwhile, and so does each thread that waits for it. A native frame on the
 * stack pins a thread too. If loading fails, the first caller gets the error, and every
 * later caller gets a NoClassDefFoundError.
 */
final class BrokenPinning {

	private static final String SETTINGS = Remote.SETTINGS.get().get();

	private BrokenPinning() {
	}

	static String settings() {
		return SETTINGS;
	}

	static final class Remote {

		static final ScopedValue<Supplier<String>> SETTINGS = ScopedValue.newInstance();

		private Remote() {
		}

	}

}
