package dev.asynclab.pitfall.swallowedinterrupt;

import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Queue;

/**
 * Catches the request to stop, and goes on. Only the last item ends it.
 */
class BrokenSwallowedInterrupt {

	void consume(BlockingQueue<String> items, Consumer<String> handler) {
		String item = "";
		while (!item.equals("end")) {
			try {
				item = items.take();
				handler.accept(item);
			}
			catch (InterruptedException ex) {
				// Goes on.
			}
		}
	}

	void consumeInAsyncio(Queue<String> items, Consumer<String> handler) {
		String item = "";
		while (!item.equals("end")) {
			try {
				item = items.get();
				handler.accept(item);
			}
			catch (CancelledError ex) {
				// Goes on.
			}
		}
	}

}
