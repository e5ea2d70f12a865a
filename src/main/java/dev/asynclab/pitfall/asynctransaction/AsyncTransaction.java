package dev.asynclab.pitfall.asynctransaction;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.asynclab.pitfall.DatabaseStage;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.SpringStage;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * Places order 1, which is paid, and order 2, whose payment fails. Then reads what is in
 * the database.
 */
@Component
@Order(26)
class AsyncTransaction implements Pitfall<AsyncTransaction.Observed> {

	private static final int CONNECTIONS = 2;

	private static final int THREADS = 1;

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("async-leaves-transaction", "A transaction that does not follow an @Async call",
				"@Transactional belongs to the thread. What an @Async method inserts is on another connection and commits at once: the rollback does not take it back.",
				"A task gets a copy of the context: with one session for both tasks they share a connection, which SQLAlchemy forbids; with two, they share no transaction.",
				Severity.LOSS,
				"Do on the thread of the transaction what must roll back with it. Start other work after the commit, with @TransactionalEventListener.",
				List.of(Source.issue("spring-projects/spring-framework", 25439), new Source("Spring: @Transactional",
						"https://docs.spring.io/spring-framework/reference/data-access/transaction/declarative/annotations.html"),
						new Source("Spring: transaction-bound events",
								"https://docs.spring.io/spring-framework/reference/data-access/transaction/event.html"),
						new Source("SQLAlchemy: using AsyncSession with concurrent tasks",
								"https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#using-asyncsession-with-concurrent-tasks")),
				"my rollback did not roll back; rollback does not undo the insert; @Transactional with @Async; data is half saved; transaction is not propagated; row stays after the exception; lost consistency; no transaction in the new thread",
				"With logging.level.org.springframework.transaction.interceptor=trace, \"Getting transaction\" names the method on one thread, and the insert is on another.");
	}

	@Override
	public String archRuleName() {
		return "AsyncTransactionRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		try (SpringStage spring = SpringStage.recorded(recorder, List.of("items of 1", "items of 2"), THREADS,
				Database.class, BrokenAsyncTransaction.class, BrokenAsyncTransaction.Items.class)) {
			return observe(spring, spring.get(BrokenAsyncTransaction.class)::place, recorder);
		}
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		try (SpringStage spring = SpringStage.recorded(recorder, List.of("mail of 1"), THREADS, Database.class,
				Mailbox.class, FixedAsyncTransaction.class, FixedAsyncTransaction.Mails.class)) {
			Observed observed = observe(spring, spring.get(FixedAsyncTransaction.class)::place, recorder);
			Stage.await(spring.get(Mailbox.class).mailed);
			return observed;
		}
	}

	private static Observed observe(SpringStage spring, BiConsumer<Integer, Runnable> place, Recorder recorder) {
		place(place, 1, () -> {
		}, recorder.task("order 1"));
		String error = place(place, 2, () -> {
			throw new IllegalStateException("card refused");
		}, recorder.task("order 2"));
		JdbcClient jdbc = spring.get(JdbcClient.class);
		return new Observed(error, ids(jdbc, "select id from orders order by id"),
				ids(jdbc, "select id from items order by id"));
	}

	private static List<Integer> ids(JdbcClient jdbc, String query) {
		return jdbc.sql(query).query((row, _) -> row.getInt(1)).list();
	}

	private static @Nullable String place(BiConsumer<Integer, Runnable> place, int order, Runnable payment,
			TaskRecorder task) {
		task.started();
		try {
			place.accept(order, () -> {
				Stage.unchecked(() -> {
					Thread.sleep(Stage.SCENE.dividedBy(2));
					return payment;
				});
				payment.run();
			});
			task.finished(null);
			return null;
		}
		catch (RuntimeException ex) {
			task.failed(ex);
			return ex.toString();
		}
	}

	record Observed(@Nullable String payingOrder2Threw, List<Integer> ordersSaved, List<Integer> itemsSaved) {

	}

	@EnableTransactionManagement
	static class Database {

		@Bean
		DatabaseStage stage() throws InterruptedException {
			return new DatabaseStage(CONNECTIONS, Duration.ofSeconds(30),
					"create table orders (id int primary key); create table items (id int primary key)");
		}

		// The stage closes it.
		@Bean(destroyMethod = "")
		DataSource dataSource(DatabaseStage stage) {
			return stage.pool();
		}

		@Bean
		JdbcClient jdbc(DataSource dataSource) {
			return JdbcClient.create(dataSource);
		}

		@Bean
		JdbcTransactionManager transactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

	}

	static class Mailbox implements Consumer<Integer> {

		final CountDownLatch mailed = new CountDownLatch(1);

		@Override
		public void accept(Integer order) {
			this.mailed.countDown();
		}

	}

}
