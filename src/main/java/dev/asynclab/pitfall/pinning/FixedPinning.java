package dev.asynclab.pitfall.pinning;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Loads the settings while it holds a monitor. Tutorials for Java 21 warn of this. Since
 * JDK 24 the virtual thread that loads them leaves its carrier, and so does each thread
 * that waits for the monitor: {@code synchronized} may stay. The others wait as long as
 * the first one, and an interrupt does not end that wait, so give the supplier a
 * time-out. If the supplier throws, its caller gets the error, nothing is kept, and the
 * next caller loads again.
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
