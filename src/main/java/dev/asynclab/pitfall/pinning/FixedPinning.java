package dev.asynclab.pitfall.pinning;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Loads while it holds a monitor, which tutorials for Java 21 warn of. Since JDK 24 the
 * virtual thread that loads leaves its carrier, and so does each that waits for the
 * monitor: {@code synchronized} may stay. The others wait for as long as the first, and
 * an interrupt does not end that wait: let the supplier have a time-out. If it throws,
 * its caller gets the error, nothing is kept, and the next one loads.
 */
class FixedPinning {

	private final Supplier<String> remote;

	private @Nullable String settings;

	FixedPinning(Supplier<String> remote) {
		this.remote = remote;
	}

	synchronized String settings() {
		String loaded = this.settings;
		if (loaded == null) {
			loaded = this.remote.get();
			this.settings = loaded;
		}
		return loaded;
	}

}
