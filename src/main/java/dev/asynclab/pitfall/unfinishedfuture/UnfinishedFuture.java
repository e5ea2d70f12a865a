package dev.asynclab.pitfall.unfinishedfuture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Connects to a port at which no server listens, which the channel reports to its
 * callback. Then sends two messages to a callback that makes a future of one.
 */
@Component
@Order(36)
class UnfinishedFuture implements Pitfall<UnfinishedFuture.Observed> {

	private static final Duration IN_VAIN = Duration.ofMillis(150);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("unfinished-future", "A future that is never completed, or completed twice",
				"A callback API wrapped without its error path leaves the CompletableFuture open: join() waits forever. A second complete() returns false, and its value is lost.",
				"If no code calls set_exception on a Future, its awaiter waits forever. A second set_result raises InvalidStateError, in the callback.",
				Severity.OUTAGE,
				"Complete the future on each path: result, error, cancellation. Give it a time-out with orTimeout, and look at what complete() returns.",
				List.of(new Source("CompletableFuture.complete",
						"https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/CompletableFuture.html#complete(T)"),
						new Source("CompletionHandler",
								"https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/nio/channels/CompletionHandler.html"),
						new Source("asyncio.Future.set_result",
								"https://docs.python.org/3/library/asyncio-future.html#asyncio.Future.set_result")),
				"future never completes; CompletableFuture.get() hangs forever; callback is never called; join() waits forever; InvalidStateError; set_result called twice; second value is lost; stuck",
				"In a thread dump, a thread waits in CompletableFuture.get, and no other thread works for it.");
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		BrokenUnfinishedFuture code = new BrokenUnfinishedFuture();
		return observe((_) -> code::message, code::connect, IN_VAIN, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		return observe((later) -> new FixedUnfinishedFuture(later)::message, new FixedUnfinishedFuture((_) -> {
		})::connect, Stage.LONGEST, recorder);
	}

	private static Observed observe(
			Function<Consumer<String>, Function<Consumer<Consumer<String>>, CompletableFuture<String>>> message,
			BiFunction<AsynchronousSocketChannel, SocketAddress, CompletableFuture<String>> connect, Duration patience,
			Recorder recorder) throws Exception {
		List<String> received = new ArrayList<>();
		String first = message.apply(received::add).apply((callback) -> {
			callback.accept("message 1");
			callback.accept("message 2");
		}).get();
		received.addFirst(first);
		TaskRecorder task = recorder.task("connect");
		ExecutorService threads = Stage.pool(1);
		AsynchronousChannelGroup group = AsynchronousChannelGroup.withThreadPool(threads);
		try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group)) {
			task.startedAwaiting();
			CompletableFuture<String> connected = connect.apply(channel, closedPort());
			connected.get(patience.toMillis(), TimeUnit.MILLISECONDS);
			return new Observed(false, null, received);
		}
		catch (TimeoutException ex) {
			task.cancelled();
			return new Observed(true, null, received);
		}
		catch (ExecutionException ex) {
			Throwable cause = Objects.requireNonNull(ex.getCause());
			task.failed(cause);
			return new Observed(false, cause.getClass().getSimpleName(), received);
		}
		finally {
			group.shutdownNow();
		}
	}

	private static SocketAddress closedPort() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
			return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
		}
	}

	record Observed(boolean stillWaiting, @Nullable String error, List<String> messagesReceived) {

	}

}
