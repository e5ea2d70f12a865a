package dev.asynclab.pitfall.lostexception;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.SpringStage;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.stereotype.Component;

/**
 * Observes where the error goes: to the caller, or to the handler of uncaught exceptions.
 */
@Component
@Order(5)
class LostException implements Pitfall<LostException.Observed> {

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("lost-exception", "A void @Async method loses its exception",
				"The caller goes on as if nothing had failed. The error is only logged.",
				"\"Task exception was never retrieved\" appears when a task that was never awaited is collected.",
				Severity.LOSS,
				"Return a CompletableFuture and check it: if you drop it, nothing is logged at all. A caller that does not wait logs in whenComplete. For void methods set an AsyncUncaughtExceptionHandler.",
				List.of(Source.issue("spring-projects/spring-framework", 13635), new Source(
						"asyncio: detect never-retrieved exceptions",
						"https://docs.python.org/3/library/asyncio-dev.html#detect-never-retrieved-exceptions")),
				"exception disappears; error is swallowed; @Async exception is not caught; Task exception was never retrieved; no error in the response; silent failure",
				"The log has \"Unexpected exception occurred invoking async method\", and the request answered 200.");
	}

	@Override
	public String archRuleName() {
		return "LostExceptionRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		try (SpringStage spring = new SpringStage(Map.of(), BrokenLostException.class, Uncaught.class, Handled.class)) {
			return observe(spring, (_) -> {
				spring.get(BrokenLostException.class).send("nobody");
				// The task has ended when the handler has the error.
				spring.get(Uncaught.class).told.get();
			});
		}
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		try (SpringStage spring = new SpringStage(Map.of(), FixedLostException.class, FixedLostException.Orders.class,
				Uncaught.class, Handled.class)) {
			return observe(spring, (log) -> spring.get(FixedLostException.Orders.class).confirm("nobody", log).get());
		}
	}

	private static Observed observe(SpringStage spring, Caller caller) throws InterruptedException {
		String seen = null;
		AtomicReference<@Nullable String> logged = new AtomicReference<>();
		try {
			caller.call((error) -> logged.set(error.toString()));
		}
		catch (ExecutionException ex) {
			seen = String.valueOf(ex.getCause());
		}
		return new Observed(seen, logged.get(), spring.get(Uncaught.class).told.getNow(null));
	}

	record Observed(@Nullable String callerSaw, @Nullable String callerLogged, @Nullable String onlyHandlerSaw) {

	}

	private interface Caller {

		void call(Consumer<Throwable> log) throws ExecutionException, InterruptedException;

	}

	static class Uncaught implements AsyncUncaughtExceptionHandler {

		final CompletableFuture<@Nullable String> told = new CompletableFuture<>();

		@Override
		public void handleUncaughtException(Throwable ex, Method method, @Nullable Object... params) {
			this.told.complete(ex.toString());
		}

	}

	record Handled(Uncaught handler) implements AsyncConfigurer {

		@Override
		public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
			return this.handler;
		}

	}

}
