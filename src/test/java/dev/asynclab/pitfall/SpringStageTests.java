package dev.asynclab.pitfall;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.thread.Threading;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpringStage}.
 */
class SpringStageTests {

	/** What the lab was started with, such as an environment variable, is here too. */
	@Test
	void hasAPoolAlsoWhereTheLabWasToldToUseVirtualThreads() {
		try (SpringStage stage = new SpringStage(Map.of())) {
			ConfigurableEnvironment environment = (ConfigurableEnvironment) stage.get(Environment.class);
			environment.getPropertySources()
				.addLast(new MapPropertySource("lab", Map.of("spring.threads.virtual.enabled", "true")));
			assertThat(Threading.VIRTUAL.isActive(environment)).isFalse();
			assertThat(stage.get(ThreadPoolTaskExecutor.class).getThreadNamePrefix()).isEqualTo("pitfall-task-");
		}
	}

}
