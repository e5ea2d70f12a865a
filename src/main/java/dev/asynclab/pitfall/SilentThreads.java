package dev.asynclab.pitfall;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Drops the log messages of a library on the threads of a demonstration, until it is
 * closed. Reactor Netty logs the error of a connection, such as a read time-out, even if
 * its subscriber gets it, and no setting of the client prevents this. A log level would
 * also drop the messages on other threads.
 */
final class SilentThreads extends TurboFilter implements AutoCloseable {

	private final String threads;

	private final String loggers;

	SilentThreads(String threads, String loggers) {
		this.threads = threads;
		this.loggers = loggers;
		if (logging() instanceof LoggerContext context) {
			context.addTurboFilter(this);
		}
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			@Nullable Object @Nullable [] params, @Nullable Throwable thrown) {
		boolean silent = logger.getName().startsWith(this.loggers)
				&& Thread.currentThread().getName().startsWith(this.threads);
		return silent ? FilterReply.DENY : FilterReply.NEUTRAL;
	}

	@Override
	public void close() {
		if (logging() instanceof LoggerContext context) {
			context.getTurboFilterList().remove(this);
		}
	}

	private static ILoggerFactory logging() {
		return LoggerFactory.getILoggerFactory();
	}

}
