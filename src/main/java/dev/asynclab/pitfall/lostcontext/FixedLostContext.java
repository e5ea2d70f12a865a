package dev.asynclab.pitfall.lostcontext;

import java.util.concurrent.CompletableFuture;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.Async;

/**
 * Gives each task a copy of its caller's context. The copy is removed when the task ends,
 * also if it fails. {@code spring.task.execution.propagate-context=true} does the same
 * without the decorator, but copies MDC only with an Slf4jThreadLocalAccessor in
 * {@code ContextRegistry.getInstance()}.
 */
class FixedLostContext {

	@Bean
	static TaskDecorator contextPropagation() {
		ContextRegistry registry = new ContextRegistry().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
		return new ContextPropagatingTaskDecorator(ContextSnapshotFactory.builder().contextRegistry(registry).build());
	}

	@Async
	CompletableFuture<@Nullable String> traceId() {
		return CompletableFuture.completedFuture(MDC.get("traceId"));
	}

}
