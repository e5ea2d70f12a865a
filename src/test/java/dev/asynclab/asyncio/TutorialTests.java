package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The programs of the beginners' tutorial print what they print in Python.
 */
@Timeout(120)
class TutorialTests {

	private final VirtualTime time = new VirtualTime();

	private final List<String> output = new ArrayList<>();

	@Test
	void helloWorld() {
		this.time.run(() -> {
			sayHello();
			assertThat(this.time.now()).isEqualTo(1000);
		});
		assertThat(this.output).containsExactly("Hello", "World");
	}

	@Test
	void twoTasksWithCreateTask() {
		this.time.run(() -> {
			Task<String> one = createTask(() -> work("Task 1", 2));
			Task<String> two = createTask(() -> work("Task 2", 1));
			await(one);
			await(two);
			assertThat(this.time.now()).isEqualTo(2000);
		});
		assertThat(this.output).containsExactly("Task 1 started", "Task 2 started", "Task 2 done", "Task 1 done");
	}

	@Test
	void twoTasksWithGather() {
		List<String> results = this.time.run(() -> gather(() -> work("Task 1", 2), () -> work("Task 2", 1)));
		assertThat(results).containsExactly("Task 1", "Task 2");
		assertThat(this.time.now()).isEqualTo(2000);
		assertThat(this.output).containsExactly("Task 1 started", "Task 2 started", "Task 2 done", "Task 1 done");
	}

	private void sayHello() {
		this.output.add("Hello");
		sleep(ofSeconds(1));
		this.output.add("World");
	}

	private String work(String name, int seconds) {
		this.output.add(name + " started");
		sleep(ofSeconds(seconds));
		this.output.add(name + " done");
		return name;
	}

}
