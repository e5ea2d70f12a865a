package dev.asynclab.pitfall.swallowedinterrupt;

import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

import dev.asynclab.asyncio.Queue;

/**
 * Stops when it is interrupted, and restores the flag for the code that runs the thread.
 * Lets the CancelledError through.
 */
class FixedSwallowedInterrupt {

	void consume(BlockingQueue<String> items, Consumer<String> handler) {
		String item = "";
		while (!item.equals("end")) {
			try {
				item = items.take();
				handler.accept(item);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	void consumeInAsyncio(Queue<String> items, Consumer<String> handler) {
		String item = "";
		while (!item.equals("end")) {
			item = items.get();
			handler.accept(item);
		}
	}

}
