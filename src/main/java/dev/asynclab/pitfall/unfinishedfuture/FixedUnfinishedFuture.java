package dev.asynclab.pitfall.unfinishedfuture;

import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Completes the future on each path, also on that of the error, and gives it a time-out
 * in case that no callback comes. What comes after the first message goes to a handler of
 * its own.
 */
class FixedUnfinishedFuture {

	private final Consumer<String> later;

	FixedUnfinishedFuture(Consumer<String> later) {
		this.later = later;
	}

	CompletableFuture<String> connect(AsynchronousSocketChannel channel, SocketAddress peer) {
		CompletableFuture<String> connected = new CompletableFuture<>();
		channel.connect(peer, connected, new Connecting());
		return connected.orTimeout(30, TimeUnit.SECONDS);
	}

	CompletableFuture<String> message(Consumer<Consumer<String>> subscribe) {
		CompletableFuture<String> first = new CompletableFuture<>();
		subscribe.accept((message) -> {
			if (!first.complete(message)) {
				this.later.accept(message);
			}
		});
		return first;
	}

	private static final class Connecting implements CompletionHandler<Void, CompletableFuture<String>> {

		@Override
		public void completed(Void result, CompletableFuture<String> future) {
			future.complete("connected");
		}

		@Override
		public void failed(Throwable error, CompletableFuture<String> future) {
			future.completeExceptionally(error);
		}

	}

}
