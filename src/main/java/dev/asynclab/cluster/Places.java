package dev.asynclab.cluster;

import java.util.BitSet;
import java.util.concurrent.Semaphore;

/**
 * The places of a worker. Each job takes the free place with the lowest number, or waits
 * for one.
 */
final class Places {

	private final Semaphore free;

	private final BitSet taken;

	Places(int places) {
		this.free = new Semaphore(places, true);
		this.taken = new BitSet(places);
	}

	/**
	 * Takes a place.
	 * @return its number, from 1
	 * @throws InterruptedException if interrupted while waiting; no place is taken then
	 */
	int take() throws InterruptedException {
		this.free.acquire();
		synchronized (this.taken) {
			int place = this.taken.nextClearBit(0);
			this.taken.set(place);
			return place + 1;
		}
	}

	void giveBack(int place) {
		synchronized (this.taken) {
			this.taken.clear(place - 1);
		}
		this.free.release();
	}

	/**
	 * Counts those that wait for a place.
	 * @return an estimate
	 */
	int waiting() {
		return this.free.getQueueLength();
	}

}
