package dev.asynclab.pitfall.pinning;

import java.util.concurrent.CountDownLatch;

/**
 * Settings that come from afar: whoever loads them waits until they are there.
 */
final class RemoteSettings {

	static final ScopedValue<CountDownLatch> THERE = ScopedValue.newInstance();

	private RemoteSettings() {
	}

	static String load() {
		try {
			THERE.get().await();
			return "settings";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "none";
		}
	}

}
