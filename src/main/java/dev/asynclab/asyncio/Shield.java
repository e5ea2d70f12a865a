package dev.asynclab.asyncio;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * {@code shield}: whoever awaits it may be cancelled, and is, at once; the task inside
 * does not notice. If it fails after that, the error counts as never seen.
 */
final class Shield {

	private Shield() {
	}

	static <T extends @Nullable Object> Future<T> of(Future<T> inner) {
		if (inner.done()) {
			return inner;
		}
		Future<T> outer = new Future<>(inner.loop());
		Consumer<Future<T>> innerDone = (done) -> {
			if (outer.cancelled()) {
				done.ignoreFailure();
			}
			else {
				copy(done, outer);
			}
		};
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
