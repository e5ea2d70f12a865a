package dev.asynclab.pitfall.asynctransaction;

import java.util.concurrent.CompletableFuture;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;

/**
 * Saves the items with an {@code @Async} method. A transaction belongs to a thread, so
 * the items are saved without one, on another connection: it does not see the order, and
 * it commits at once. When the payment fails, only the order is rolled back.
 */
class BrokenAsyncTransaction {

	private final JdbcClient jdbc;

	private final Items items;

	BrokenAsyncTransaction(JdbcClient jdbc, Items items) {
		this.jdbc = jdbc;
		this.items = items;
	}

	@Transactional
	void place(int order, Runnable payment) {
		this.jdbc.sql("insert into orders values (?)").param(order).update();
		this.items.save(order).join();
		payment.run();
	}

	static class Items {

		private final JdbcClient jdbc;

		Items(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@Async
		CompletableFuture<Integer> save(int order) {
			return CompletableFuture
				.completedFuture(this.jdbc.sql("insert into items values (?)").param(order).update());
		}

	}

}
