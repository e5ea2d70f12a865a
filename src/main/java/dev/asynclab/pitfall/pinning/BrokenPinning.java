package dev.asynclab.pitfall.pinning;

/**
 * Waits in a class initializer. A virtual thread keeps its carrier meanwhile, as it does
 * with a native frame on its stack: these two still pin.
 */
final class BrokenPinning {

	static final String SETTINGS = RemoteSettings.load();

	private BrokenPinning() {
	}

}
