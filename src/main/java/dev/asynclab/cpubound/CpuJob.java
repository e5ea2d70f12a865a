package dev.asynclab.cpubound;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Work for a processor: SHA-256 of a name, of that digest, and so on. Nothing in it
 * waits, so nothing in it can be awaited.
 *
 * @param name the job's name
 * @param rounds how many digests
 */
record CpuJob(String name, int rounds) {

	private static final int CHECK = 1000;

	/**
	 * Does the work on the calling thread.
	 * @param cancelled whether to give up; asked each thousand rounds
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
