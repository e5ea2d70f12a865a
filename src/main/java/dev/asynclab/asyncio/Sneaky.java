package dev.asynclab.asyncio;

/**
 * Throws any error as it is. An error that crosses tasks must stay the same object, so a
 * checked one can't be wrapped.
 */
final class Sneaky {

	private Sneaky() {
	}

	// Throws the error; what it is said to return lets the caller write "throw".
	static RuntimeException raise(Throwable error) {
		Sneaky.<RuntimeException>throwAs(error);
		throw new AssertionError(error);
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> void throwAs(Throwable error) throws X {
		throw (X) error;
	}

}
