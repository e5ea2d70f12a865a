package dev.asynclab.job;

import java.util.Objects;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Task;
import org.junit.jupiter.api.Test;

import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AsyncioStarter}.
 */
class AsyncioStarterTests {

	@Test
	void aCancelThatComesAfterTheEndOfTheLoopIsNoError() {
		EventLoop loop = new EventLoop();
		Task<?> task = Asyncio.<Task<?>>run(loop, () -> Objects.requireNonNull(Asyncio.currentTask()));
		Assert.state(task != null, "run gives what its coroutine returns");
		assertThat(loop.isClosed()).isTrue();
		AsyncioStarter.cancel(loop, task);
		assertThat(task.cancelled()).isFalse();
	}

}
