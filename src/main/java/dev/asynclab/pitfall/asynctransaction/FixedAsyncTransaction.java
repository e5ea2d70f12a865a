package dev.asynclab.pitfall.asynctransaction;

import java.util.function.Consumer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Saves the items on the thread of the transaction, so one rollback takes both back. Only
 * what must happen after the commit is {@code @Async}. After a rollback it does not
 * happen.
 */
class FixedAsyncTransaction {

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	FixedAsyncTransaction(JdbcClient jdbc, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.events = events;
	}

	@Transactional
	void place(int order, Runnable payment) {
		this.jdbc.sql("insert into orders values (?)").param(order).update();
		this.jdbc.sql("insert into items values (?)").param(order).update();
		this.events.publishEvent(new Placed(order));
		payment.run();
	}

	record Placed(int order) {

	}

	static class Mails {

		private final Consumer<Integer> send;

		Mails(Consumer<Integer> send) {
			this.send = send;
		}

		@Async
		@TransactionalEventListener
		void confirm(Placed placed) {
			this.send.accept(placed.order());
		}

	}

}
