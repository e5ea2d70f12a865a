package dev.asynclab.pitfall.pinning;

import org.jspecify.annotations.Nullable;

/**
 * Waits while it holds a monitor, which tutorials for Java 21 warn of. Since JDK 24 the
 * virtual thread leaves its carrier: {@code synchronized} may stay as it is.
 */
class FixedPinning {

	private @Nullable String settings;

	synchronized String settings() {
		String loaded = this.settings;
		if (loaded == null) {
			loaded = RemoteSettings.load();
			this.settings = loaded;
		}
		return loaded;
	}

}
