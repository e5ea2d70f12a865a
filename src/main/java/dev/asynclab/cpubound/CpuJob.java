package dev.asynclab.cpubound;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Work for a processor: it computes the SHA-256 digest of a name, then the digest of that
 * digest, and so on. It never waits, so an event loop can do nothing else meanwhile.
 *
 * @param name the job's name
 * @param rounds how many digests
 */
record CpuJob(String name, int rounds) {

	private static final int CHECK = 1000;

	/**
	 * Does the work on the calling thread.
	 * @param cancelled asked every thousand rounds whether to give up
	 * @return the last digest, in hexadecimal
	 * @throws CancellationException if it was told to give up
	 */
	String run(BooleanSupplier cancelled) {
		MessageDigest sha256 = sha256();
		byte[] digest = this.name.getBytes(StandardCharsets.UTF_8);
		for (int round = 0; round < this.rounds; round++) {
			if (round % CHECK == 0 && cancelled.getAsBoolean()) {
				throw new CancellationException(this.name + " was cancelled");
			}
			digest = sha256.digest(digest);
		}
		return HexFormat.of().formatHex(digest);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
