package dev.asynclab.pitfall.pinning;

import java.util.function.Supplier;

/**
 * Loads in a class initializer. The virtual thread that loads keeps its carrier
 * meanwhile, and so does each that waits for it; a native frame on the stack pins too. If
 * loading fails, the first gets the error, and every later call a NoClassDefFoundError.
 */
final class BrokenPinning {

	private static final String SETTINGS = Remote.SETTINGS.get().get();

	private BrokenPinning() {
	}

	static String settings() {
		return SETTINGS;
	}

	/**
	 * Where the settings come from.
	 */
	static final class Remote {

		static final ScopedValue<Supplier<String>> SETTINGS = ScopedValue.newInstance();

		private Remote() {
		}

	}

}
