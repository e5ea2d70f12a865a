package dev.asynclab.storm.cure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.resilience.InvocationRejectedException;
import org.springframework.resilience.annotation.EnableResilientMethods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LimitFutures} and {@link LimitBlocking}, and why there are two.
 */
@Timeout(60)
class LimitTests {

	@Test
	void aFutureFreesItsPlaceWhenItCompletes() {
		LimitFutures limit = new LimitFutures(2);
		CompletableFuture<String> first = limit.call(CompletableFuture::new);
		CompletableFuture<String> second = limit.call(CompletableFuture::new);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> limit.call(() -> {
			throw new AssertionError("Nothing must start");
		}));
		first.complete("done");
		assertThat(limit.call(CompletableFuture::new)).isNotDone();
		second.completeExceptionally(new IllegalStateException("failed"));
		assertThat(limit.call(CompletableFuture::new)).isNotDone();
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> limit.call(CompletableFuture::new));
	}

	@Test
	void aCallThatCannotStartFreesItsPlace() {
		LimitFutures limit = new LimitFutures(1);
		for (int number = 0; number < 2; number++) {
			assertThatIllegalArgumentException().isThrownBy(() -> limit.call(() -> {
				throw new IllegalArgumentException("no");
			}));
		}
	}

	@Test
	void springLimitsAMethodThatBlocks() throws Exception {
		try (AnnotationConfigApplicationContext context = context(2);
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			LimitBlocking limit = context.getBean(LimitBlocking.class);
			CountDownLatch inside = new CountDownLatch(2);
			CountDownLatch release = new CountDownLatch(1);
			List<Future<String>> calls = List.of(threads.submit(() -> limit.call(() -> hold(inside, release))),
					threads.submit(() -> limit.call(() -> hold(inside, release))));
			inside.await();
			assertThatExceptionOfType(InvocationRejectedException.class).isThrownBy(() -> limit.call(() -> "never"));
			release.countDown();
			for (Future<String> call : calls) {
				assertThat(call.get()).isEqualTo("done");
			}
			assertThat(limit.call(() -> "done")).isEqualTo("done");
		}
	}

	/** As the class says: it frees the place when the method returns. */
	@Test
	void springLimitsNothingAroundFutures() throws Exception {
		try (AnnotationConfigApplicationContext context = context(1)) {
			LimitBlocking limit = context.getBean(LimitBlocking.class);
			for (int number = 0; number < 3; number++) {
				CompletableFuture<String> underWay = limit.call(CompletableFuture::new);
				assertThat(underWay).isNotDone();
			}
		}
	}

	private static String hold(CountDownLatch inside, CountDownLatch release) throws InterruptedException {
		inside.countDown();
		release.await();
		return "done";
	}

	private static AnnotationConfigApplicationContext context(int most) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("calls.at-once", most)));
		context.register(Limited.class);
		context.refresh();
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	static class Limited {

		@Bean
		LimitBlocking limit() {
			return new LimitBlocking();
		}

	}

}
