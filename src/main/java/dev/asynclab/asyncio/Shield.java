package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * {@code shield}: a task that awaits it can be cancelled at once, and the task inside
 * does not notice. If that one fails later, its error is reported as never retrieved.
 */
final class Shield {

	private Shield() {
	}

	static <T extends @Nullable Object> Future<T> of(Future<T> inner) {
		if (inner.done()) {
			return inner;
		}
		Future<T> outer = new Future<>(inner.loop());
		Relay<Future<T>> innerDone = new Relay<>((done) -> {
			if (outer.cancelled()) {
				done.ignoreFailure();
			}
			else {
				copy(done, outer);
			}
		}, outer);
		inner.whenDone(innerDone);
		outer.whenDone((done) -> {
			if (!inner.done()) {
				inner.removeDoneCallback(innerDone);
			}
		});
		return outer;
	}

	private static <T extends @Nullable Object> void copy(Future<T> inner, Future<T> outer) {
		if (inner.cancelled()) {
			outer.cancel();
		}
		else if (inner.failed()) {
			outer.setException(inner.error());
		}
		else {
			outer.setResult(inner.result());
		}
	}

}
