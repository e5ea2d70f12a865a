package dev.asynclab.lesson.gather;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import org.springframework.core.task.TaskRejectedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A limit on calls that fail at once, or end at once.
 */
class AsyncPoolLimitTests {

	@Test
	void aCallThatThePoolRefusesFailsAloneAndFreesItsPlace() {
		Supplier<CompletableFuture<String>> refused = () -> {
			throw new TaskRejectedException("full");
		};
		Supplier<CompletableFuture<String>> accepted = () -> CompletableFuture.completedFuture("done");
		List<CompletableFuture<String>> tasks = new AsyncPoolLimit().start(List.of(accepted, refused, accepted), 1);
		assertThat(tasks.get(0)).isCompletedWithValue("done");
		assertThat(tasks.get(1)).isCompletedExceptionally();
		assertThat(tasks.get(2)).isCompletedWithValue("done");
	}

	@Test
	void manyCallsThatEndAtOnceAreNoRecursion() {
		Supplier<CompletableFuture<String>> call = () -> CompletableFuture.completedFuture("done");
		List<CompletableFuture<String>> tasks = new AsyncPoolLimit().start(Collections.nCopies(100_000, call), 2);
		assertThat(tasks).allMatch(CompletableFuture::isDone);
	}

}
