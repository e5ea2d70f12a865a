package dev.asynclab.job;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.asynclab.LabTest;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskSpan;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each style's starter against the mock upstream.
 */
@LabTest
class JobStarterTests {

	private static final Duration CEILING = Duration.ofSeconds(60);

	private final Recorder recorder = new Recorder(System::nanoTime);

	@Autowired
	private List<JobStarter> starters;

	@Autowired
	private ReactiveUpstream upstream;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	@Qualifier(AsyncPool.NAME)
	private ThreadPoolTaskExecutor pool;

	@ParameterizedTest
	@EnumSource
	void returnsTheValueOfTheJob(Style style) {
		assertThat(starter(style).start(handle("A", Duration.ZERO)).join()).isEqualTo("A done");
	}

	@ParameterizedTest
	@EnumSource
	void cancellingTheFutureClosesTheConnection(Style style) {
		JobHandle handle = handle("A", Duration.ofSeconds(60));
		CompletableFuture<?> future = starter(style).start(handle);
		await().atMost(CEILING).until(() -> inFlight() == 1);
		future.cancel(true);
		await().atMost(CEILING).until(() -> inFlight() == 0);
		await().atMost(CEILING).until(() -> handle.settled().toCompletableFuture().isDone());
		assertThat(this.recorder.timeline().tasks()).extracting(TaskSpan::state)
			.containsExactly(TaskSpan.State.CANCELLED);
	}

	@ParameterizedTest
	@EnumSource
	void cancellingTheHandleClosesTheConnection(Style style) {
		JobHandle handle = handle("A", Duration.ofSeconds(60));
		starter(style).start(handle);
		await().atMost(CEILING).until(() -> inFlight() == 1);
		assertThat(handle.cancel()).isTrue();
		await().atMost(CEILING).until(() -> inFlight() == 0);
		await().atMost(CEILING).until(() -> handle.settled().toCompletableFuture().isDone());
	}

	@Test
	void aJobThatIsCancelledInTheQueueLeavesIt() {
		List<JobHandle> handles = IntStream.range(0, 20)
			.mapToObj((index) -> handle("task" + index, Duration.ofSeconds(60)))
			.toList();
		handles.forEach(starter(Style.ASYNC_POOL)::start);
		await().atMost(CEILING).until(() -> inFlight() == 8);
		assertThat(this.pool.getQueueSize()).isEqualTo(12);
		handles.reversed().forEach(JobHandle::cancel);
		assertThat(this.pool.getQueueSize()).isZero();
		await().atMost(CEILING).until(() -> inFlight() == 0);
	}

	/** The answers that came together wake the other thread once, then. */
	@ParameterizedTest
	@EnumSource
	void forAnotherThreadAnAnswerIsDeliveredWhenTheEventLoopHasRead(Job.Outcome outcome) {
		assertThat(framesAtTheEndOf(this.upstream.call(created(outcome)))).contains("channelRead");
		assertThat(framesAtTheEndOf(this.upstream.callForAnotherThread(created(outcome)))).contains("runAllTasks")
			.doesNotContain("channelRead");
	}

	private static List<String> framesAtTheEndOf(Mono<String> call) {
		return Objects
			.requireNonNull(call.map((_) -> frames()).onErrorResume((_) -> Mono.just(frames())).block(CEILING));
	}

	private static List<String> frames() {
		return StackWalker.getInstance().walk((frames) -> frames.map(StackWalker.StackFrame::getMethodName).toList());
	}

	private JobHandle created(Job.Outcome outcome) {
		JobHandle handle = new JobHandle(new Job("A", Duration.ZERO, outcome), this.recorder);
		handle.create();
		return handle;
	}

	private JobHandle handle(String name, Duration delay) {
		return new JobHandle(new Job(name, delay, Job.Outcome.OK), this.recorder);
	}

	private JobStarter starter(Style style) {
		JobStarter starter = this.starters.stream().filter((it) -> it.style() == style).findFirst().orElseThrow();
		starter.ready().join();
		return starter;
	}

	private double inFlight() {
		return this.meters.get("asynclab.upstream.inflight").gauge().value();
	}

}
