package dev.asynclab.asyncio;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The future of a gather: cancelling it asks the children to end, and it ends as they do.
 *
 * @param <T> the type of the children's results
 */
final class GatheringFuture<T extends @Nullable Object> extends Future<List<T>> {

	private final Collection<? extends Future<?>> children;

	private boolean cancelRequested;

	GatheringFuture(EventLoop loop, Collection<? extends Future<?>> children) {
		super(loop);
		this.children = children;
	}

	@Override
	public boolean cancel(@Nullable String message) {
		if (done()) {
			return false;
		}
		boolean any = false;
		for (Future<?> child : this.children) {
			any |= child.cancel(message);
		}
		this.cancelRequested |= any;
		return any;
	}

	@Override
	String kind() {
		return "_GatheringFuture";
	}

	boolean cancelRequested() {
		return this.cancelRequested;
	}

}
