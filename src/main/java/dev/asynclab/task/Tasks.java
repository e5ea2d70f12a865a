package dev.asynclab.task;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.asynclab.admission.Admission;
import dev.asynclab.admission.Gate.Permit;
import dev.asynclab.admission.Limits;
import dev.asynclab.admission.RunningWork;
import dev.asynclab.job.JobStarter;
import dev.asynclab.job.JobStarters;
import dev.asynclab.job.Style;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * All live tasks, and the last ones that ended.
 */
@Component
@EnableConfigurationProperties(TaskLimits.class)
class Tasks {

	private final JobStarters starters;

	private final Admission admission;

	private final RunningWork work;

	private final Duration longestLife;

	private final int kept;

	private final TaskCounts counts;

	private final AtomicLong lastId = new AtomicLong();

	private final ConcurrentNavigableMap<Long, BackgroundTask> tasks = new ConcurrentSkipListMap<>();

	private final Queue<Long> ended = new ConcurrentLinkedQueue<>();

	private final AtomicInteger endedCount = new AtomicInteger();

	Tasks(JobStarters starters, Admission admission, RunningWork work, TaskCounts counts, Limits limits,
			TaskLimits taskLimits) {
		this.starters = starters;
		this.admission = admission;
		this.work = work;
		this.counts = counts;
		this.longestLife = limits.runTime();
		this.kept = taskLimits.tasksKept();
	}

	// The task starts when its style lets it: on the pool, when a thread is free. If it
	// takes longer than asynclab.limits.run-time in all, it is cancelled.
	BackgroundTask create(TaskSpec spec) {
		Permit place = this.admission.admitTask();
		try {
			return start(spec, place);
		}
		catch (RuntimeException | Error ex) {
			place.close();
			throw ex;
		}
	}

	private BackgroundTask start(TaskSpec spec, Permit place) {
		JobStarter starter = this.starters.of(spec.style());
		BackgroundTask task = new BackgroundTask(this.lastId.incrementAndGet(), spec, starter, Clock.systemUTC(),
				this.counts, (it) -> {
					keep(it);
					place.close();
				});
		this.tasks.put(task.id(), task);
		task.start();
		this.work.track(new RunningWork.Work(task, task.ended(), () -> task.cancel("shutdown"), task::abandon));
		task.ended().orTimeout(this.longestLife.toMillis(), TimeUnit.MILLISECONDS).whenComplete((_, tooLate) -> {
			if (tooLate != null) {
				task.cancel("run-time limit");
			}
		});
		return task;
	}

	private void keep(BackgroundTask task) {
		this.ended.add(task.id());
		if (this.endedCount.incrementAndGet() > this.kept) {
			this.tasks.remove(this.ended.remove());
			this.endedCount.decrementAndGet();
		}
	}

	// Completes when the style can start tasks.
	CompletableFuture<@Nullable Void> ready(Style style) {
		return this.starters.of(style).ready();
	}

	@Nullable BackgroundTask get(long id) {
		return this.tasks.get(id);
	}

	NoSuchTaskException noSuchTask(long id) {
		return new NoSuchTaskException(id, this.kept);
	}

	BackgroundTask find(long id) {
		BackgroundTask task = this.tasks.get(id);
		if (task == null) {
			throw noSuchTask(id);
		}
		return task;
	}

	Stream<TaskView> list(long after, Collection<State> states, List<TaskView> durable) {
		return Stream
			.concat(this.tasks.tailMap(after, false).values().stream().map(BackgroundTask::view),
					durable.stream().filter((task) -> task.id() > after))
			.filter((view) -> states.isEmpty() || states.contains(view.state()));
	}

	Map<State, Long> byState(List<TaskView> durable) {
		Map<State, Long> byState = new EnumMap<>(State.class);
		for (State state : State.values()) {
			byState.put(state, Stream.of(Style.values()).mapToLong((style) -> this.counts.of(style, state)).sum()
					+ durable.stream().filter((task) -> task.state() == state).count());
		}
		return byState;
	}

}
