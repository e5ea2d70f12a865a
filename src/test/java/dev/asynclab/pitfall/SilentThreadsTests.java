package dev.asynclab.pitfall;

import java.time.Duration;
import java.util.concurrent.FutureTask;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.handler.timeout.ReadTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What breaks in a pitfall is not in the service's log, and all else is.
 */
@Timeout(60)
@Isolated("an application that starts sets up the logging anew")
class SilentThreadsTests {

	@Test
	void onlyTheThreadsOfTheDemonstrationAreSilent() throws Exception {
		try (SilentThreads _ = new SilentThreads("pitfall-silent", "pitfall.sample.")) {
			assertThat(isLogged("pitfall-silent-1", "pitfall.sample.Logger")).isFalse();
			assertThat(isLogged("pitfall-silent-1", "pitfall.Other")).isTrue();
			assertThat(isLogged("other", "pitfall.sample.Logger")).isTrue();
		}
		assertThat(isLogged("pitfall-silent-1", "pitfall.sample.Logger")).isTrue();
	}

	@Test
	void aReadTimeOutIsToldAndNotLogged() {
		Logger logger = (Logger) LoggerFactory.getLogger("reactor.netty.http.client.HttpClientConnect");
		ListAppender<ILoggingEvent> logged = new ListAppender<>();
		logged.start();
		logger.addAppender(logged);
		try (HttpStage http = new HttpStage()) {
			assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(
					() -> http.client().responseTimeout(Duration.ofMillis(20)).get().uri("/").response().block());
		}
		finally {
			logger.detachAppender(logged);
		}
		assertThat(logged.list).isEmpty();
	}

	private static boolean isLogged(String thread, String logger) throws Exception {
		FutureTask<Boolean> task = new FutureTask<>(() -> LoggerFactory.getLogger(logger).isErrorEnabled());
		Thread.ofPlatform().name(thread).start(task);
		return task.get();
	}

}
