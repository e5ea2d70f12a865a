package dev.asynclab.pitfall;

import java.time.Duration;
import java.util.UUID;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database in memory, and a pool of connections to it. Both end when the stage is
 * closed. The service has no DataSource, and does not get this one.
 */
public final class DatabaseStage implements AutoCloseable {

	private final SilentThreads silence = new SilentThreads("pitfall", "com.zaxxer.hikari.");

	private final HikariDataSource pool;

	/**
	 * Makes the database, and opens all connections of the pool.
	 * @param connections how many connections the pool has
	 * @param connectionTimeout how long the pool lets a caller wait for one; at least 250
	 * ms, which is the pool's own bound
	 * @param ddl makes the tables
	 * @throws InterruptedException if the run is interrupted
	 */
	public DatabaseStage(int connections, Duration connectionTimeout, String ddl) throws InterruptedException {
		try {
			HikariConfig config = new HikariConfig();
			config.setPoolName("pitfall-db");
			config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
			config.setMaximumPoolSize(connections);
			config.setConnectionTimeout(connectionTimeout.toMillis());
			this.pool = new HikariDataSource(config);
		}
		catch (RuntimeException ex) {
			this.silence.close();
			throw ex;
		}
		try {
			JdbcClient.create(this.pool).sql(ddl).update();
			// It opens the others in the background.
			Stage.until(() -> this.pool.getHikariPoolMXBean().getIdleConnections() == connections);
		}
		catch (RuntimeException | InterruptedException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Returns the pool.
	 * @return the pool; the stage closes it
	 */
	public HikariDataSource pool() {
		return this.pool;
	}

	/**
	 * Returns how many callers wait for a connection now.
	 * @return the number of waiting callers
	 */
	public int waiting() {
		return this.pool.getHikariPoolMXBean().getThreadsAwaitingConnection();
	}

	@Override
	public void close() {
		// If its close is interrupted, the pool leaves threads behind.
		Thread closing = Thread.ofPlatform().name("pitfall-db-close").daemon().start(this::end);
		try {
			closing.join();
		}
		catch (InterruptedException ex) {
			// It goes on.
			Thread.currentThread().interrupt();
		}
	}

	private void end() {
		try {
			this.pool.close();
		}
		finally {
			this.silence.close();
		}
	}

}
