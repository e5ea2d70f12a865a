package dev.asynclab.pitfall.lostcontext;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.SpringStage;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Observes which trace id a task sees: first the task of a request that has one, and
 * then, on the same thread, the task of a request that has none.
 */
@Component
@Order(8)
class LostContext implements Pitfall<LostContext.Observed> {

	private static final String TRACE_ID = "traceId";

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("lost-context", "MDC and ThreadLocals do not follow the task",
				"The log lines of an @Async method have no trace id: MDC belongs to the thread.",
				"run_in_executor does not pass context variables on; to_thread copies them.", Severity.LOSS,
				"Use Micrometer's context propagation: a TaskDecorator, or spring.task.execution.propagate-context=true. Both copy MDC only with an Slf4jThreadLocalAccessor; the property looks for it in the global ContextRegistry.",
				List.of(Source.issue("spring-projects/spring-boot", 48285), Source.issue("python/cpython", 78195)),
				"trace id is missing in the log; MDC is empty in another thread; SecurityContext is null; ThreadLocal is lost; correlation id",
				"Log lines of the pool's threads have no trace id: grep ' task-' app.log | grep -v traceId.");
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		try (SpringStage spring = SpringStage.withThreads(1, BrokenLostContext.class)) {
			return observe(spring.get(BrokenLostContext.class)::traceId);
		}
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		try (SpringStage spring = SpringStage.withThreads(1, FixedLostContext.class)) {
			return observe(spring.get(FixedLostContext.class)::traceId);
		}
	}

	private static Observed observe(Supplier<CompletableFuture<@Nullable String>> traceId) throws Exception {
		String inTheTask;
		try (MDC.MDCCloseable _ = MDC.putCloseable(TRACE_ID, "7f3a")) {
			inTheTask = traceId.get().get();
		}
		return new Observed("7f3a", inTheTask, traceId.get().get());
	}

	record Observed(String inTheRequest, @Nullable String inTheTask, @Nullable String inTheNextTask) {

	}

}
