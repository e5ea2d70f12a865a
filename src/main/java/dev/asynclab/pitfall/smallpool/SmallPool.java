package dev.asynclab.pitfall.smallpool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.asynclab.pitfall.DatabaseStage;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Eight requests use two connections of a real pool. The first two queries last longer
 * than the pool's time-out. Then all others that still wait get their turn.
 */
@Component
@Order(25)
class SmallPool implements Pitfall<SmallPool.Observed> {

	private static final int CONNECTIONS = 2;

	private static final int REQUESTS = 8;

	private static final int OTHERS = REQUESTS - CONNECTIONS;

	private static final Duration TIMEOUT = Duration.ofMillis(250);

	private static final Duration LONGER = TIMEOUT.plusMillis(50);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("small-database-pool", "Unbounded virtual threads before a small connection pool",
				"Each request gets a virtual thread, but the pool has 10 connections. All others wait in getConnection, and fail after 30 s.",
				"A task for each request waits for a connection of asyncpg's pool, which has 10. Its acquire has no time-out by default.",
				Severity.OUTAGE,
				"Put a limit before the pool: a Semaphore or @ConcurrencyLimit with as many places as the pool has connections. Refuse what waits too long.",
				List.of(Source.jep(444), Source.issue("brettwooldridge/HikariCP", 2096),
						new Source("HikariCP: about pool sizing",
								"https://github.com/brettwooldridge/HikariCP/wiki/About-Pool-Sizing"),
						new Source("Spring: @ConcurrencyLimit",
								"https://docs.spring.io/spring-framework/reference/core/resilience.html")),
				"Connection is not available, request timed out after 30000ms; HikariPool; SQLTransientConnectionException; too many virtual threads; database time-outs since virtual threads; requests hang; everybody waits for a connection; Unable to acquire JDBC Connection",
				"The metric hikaricp.connections.pending is above zero while hikaricp.connections.active is at its maximum.");
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		return observe((threads) -> new BrokenSmallPool(threads)::handle, OTHERS, Stage.LONGEST, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		return observe((threads) -> new FixedSmallPool(threads, CONNECTIONS)::handle, 0, LONGER, recorder);
	}

	private static Observed observe(Function<ExecutorService, Function<Supplier<Integer>, Future<Integer>>> code,
			int waiting, Duration patience, Recorder recorder) throws Exception {
		try (DatabaseStage database = new DatabaseStage(CONNECTIONS, TIMEOUT, "create table orders (id int)");
				ExecutorService threads = Executors
					.newThreadPerTaskExecutor(Thread.ofVirtual().name("pitfall-request-", 1).factory())) {
			Requests requests = new Requests(database, recorder);
			try {
				List<Future<Integer>> answers = requests.send(code.apply(threads));
				Stage.await(requests.querying);
				// They get there one after the other; the first may have given up by
				// then.
				Stage.until(() -> database.waiting() + OTHERS - requests.failed.getCount() >= waiting);
				int waitForConnection = (waiting == 0) ? database.waiting() : waiting;
				boolean _ = requests.failed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
				requests.end.countDown();
				return outcome(answers, waitForConnection);
			}
			finally {
				requests.end.countDown();
				threads.shutdownNow();
			}
		}
	}

	private static Observed outcome(List<Future<Integer>> answers, int waiting) throws InterruptedException {
		int answered = 0;
		String error = null;
		for (Future<Integer> answer : answers) {
			try {
				answer.get();
				answered++;
			}
			catch (ExecutionException ex) {
				error = NestedExceptionUtils.getMostSpecificCause(ex).getClass().getSimpleName();
			}
		}
		return new Observed(REQUESTS, CONNECTIONS, waiting, answered, REQUESTS - answered, error);
	}

	record Observed(int requests, int connections, int waitingForConnection, int answered, int timedOut,
			@Nullable String error) {

	}

	private static final class Requests {

		final CountDownLatch querying = new CountDownLatch(CONNECTIONS);

		final CountDownLatch failed = new CountDownLatch(OTHERS);

		final CountDownLatch end = new CountDownLatch(1);

		private final JdbcClient jdbc;

		private final TransactionTemplate transaction;

		private final Recorder recorder;

		Requests(DatabaseStage database, Recorder recorder) {
			this.jdbc = JdbcClient.create(database.pool());
			this.transaction = new TransactionTemplate(new JdbcTransactionManager(database.pool()));
			this.recorder = recorder;
		}

		List<Future<Integer>> send(Function<Supplier<Integer>, Future<Integer>> handle) {
			return IntStream.rangeClosed(1, REQUESTS)
				.mapToObj((number) -> this.recorder.task("request " + number))
				.peek(TaskRecorder::created)
				.map((task) -> handle.apply(() -> query(task)))
				.toList();
		}

		private Integer query(TaskRecorder task) {
			task.started();
			try {
				Integer orders = this.transaction.execute((_) -> {
					int found = this.jdbc.sql("select count(*) from orders").query(Integer.class).single();
					this.querying.countDown();
					return Stage.unchecked(() -> {
						Stage.await(this.end);
						return found;
					});
				});
				task.finished(orders);
				return (orders != null) ? orders : 0;
			}
			catch (RuntimeException ex) {
				task.failed(ex);
				this.failed.countDown();
				throw ex;
			}
		}

	}

}
