package dev.asynclab.asyncio;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.allTasks;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(120)
class RunnerTests {

	private final VirtualTime time = new VirtualTime();

	private final Runner runner = new Runner(() -> this.time.loop);

	private final ContextVar<String> variable = new ContextVar<>("v", "default");

	@Test
	void itsRunsShareLoopTasksAndContext() {
		this.runner.run(() -> {
			this.variable.set("set");
			this.time.noted("background", 500, "");
		});
		assertThat(this.runner.<String>run(() -> this.variable.get() + " " + allTasks().size())).isEqualTo("set 2");
		assertThat(this.variable.get()).isEqualTo("default");
		this.runner.close();
		assertThat(this.time.trail).containsExactly("0 background started", "0 background cancelled");
		assertThat(this.time.loop.isClosed()).isTrue();
	}

	@Test
	void runsInAGivenContext() {
		Context context = Context.copyContext();
		context.run(() -> this.variable.set("own"));
		assertThat(this.runner.<String>run(() -> this.variable.get(), context)).isEqualTo("own");
		assertThat(this.runner.<String>run(() -> this.variable.get())).isEqualTo("default");
		this.runner.close();
	}

	@Test
	void runsAgainAfterAnError() {
		assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> this.runner.run(() -> {
			throw new CancelledError();
		}));
		assertThatIllegalStateException().isThrownBy(() -> this.runner.run(() -> {
			throw new IllegalStateException("main");
		})).withMessage("main");
		assertThat(this.runner.<String>run(() -> sleep(ofMillis(10), "value"))).isEqualTo("value");
		this.runner.close();
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void refusesToRunInsideALoopOrAfterItsEnd() {
		this.runner.run(() -> assertThatIllegalStateException().isThrownBy(() -> this.runner.run(() -> 1))
			.withMessage("Runner.run() cannot be called from a running event loop"));
		assertThat(this.runner.getLoop()).isSameAs(this.time.loop);
		this.runner.close();
		this.runner.close();
		assertThatIllegalStateException().isThrownBy(() -> this.runner.run(() -> 1)).withMessage("Runner is closed");
		assertThatIllegalStateException().isThrownBy(this.runner::getLoop).withMessage("Runner is closed");
	}

	@Test
	void unusedItMakesNoLoop() {
		this.runner.close();
		assertThat(this.time.loop.isClosed()).isFalse();
	}

	/** As many as CPython 3.13 runs: two for each thing that it shuts down. */
	@Test
	void theShutdownRunsAsManyIterationsAsCPythons() {
		this.runner.run(() -> chain(0));
		this.runner.close();
		assertThat(this.time.trail).isEqualTo(iterations(0, 5));
		VirtualTime other = new VirtualTime();
		this.time.trail.clear();
		Asyncio.run(other.loop, () -> {
			chain(101);
			createTask(() -> sleep(ofHours(1)));
		});
		assertThat(this.time.trail).isEqualTo(iterations(101, 109));
	}

	private void chain(int iteration) {
		EventLoop.running().callSoon(() -> {
			this.time.note("" + iteration);
			chain(iteration + 1);
		});
	}

	private static List<String> iterations(int first, int end) {
		return IntStream.range(first, end).mapToObj((iteration) -> "0 " + iteration).toList();
	}

}
