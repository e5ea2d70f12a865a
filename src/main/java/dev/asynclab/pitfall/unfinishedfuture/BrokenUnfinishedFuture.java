package dev.asynclab.pitfall.unfinishedfuture;

import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Makes a future of a callback API, and completes it only where all went well: after an
 * error its caller waits forever. A second completion is ignored, and so is the message
 * in it.
 */
class BrokenUnfinishedFuture {

	CompletableFuture<String> connect(AsynchronousSocketChannel channel, SocketAddress peer) {
		CompletableFuture<String> connected = new CompletableFuture<>();
		channel.connect(peer, connected, new Connecting());
		return connected;
	}

	CompletableFuture<String> message(Consumer<Consumer<String>> subscribe) {
		CompletableFuture<String> message = new CompletableFuture<>();
		subscribe.accept(message::complete);
		return message;
	}

	private static final class Connecting implements CompletionHandler<Void, CompletableFuture<String>> {

		@Override
		public void completed(Void result, CompletableFuture<String> future) {
			future.complete("connected");
		}

		@Override
		public void failed(Throwable error, CompletableFuture<String> future) {
			// It is tried again later.
		}

	}

}
