package dev.asynclab.cluster;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import dev.asynclab.job.Job;
import dev.asynclab.job.JobHandle;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.Segment;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The part of a member that does jobs: each on a thread of the member's executor, in one
 * of its places.
 */
final class Worker {

	private static final Log logger = LogFactory.getLog(Worker.class);

	private static final long ANSWER_SECONDS = 5;

	private final Node node;

	private final Places places;

	private final Function<JobHandle, Callable<String>> io;

	private final Set<Running> running = ConcurrentHashMap.newKeySet();

	private final CountDownLatch left = new CountDownLatch(1);

	private volatile boolean leaving;

	private volatile boolean abandoning;

	/**
	 * Creates the worker of a member.
	 * @param places how many jobs it does at once
	 * @param io returns a job as blocking code
	 */
	Worker(int places, Function<JobHandle, Callable<String>> io) {
		this.places = new Places(places);
		this.io = io;
		this.node = new Node(this);
	}

	Node node() {
		return this.node;
	}

	/**
	 * Does a job of a lab, and tells the lab that it begins.
	 * @param lab the lab's member
	 * @param id the lab's number of the job
	 * @param job the job
	 * @return how it ended
	 * @throws InterruptedException if it was cancelled before it had begun
	 */
	Outcome run(UUID lab, long id, Job job) throws InterruptedException {
		Outcome outcome = run(lab, job, (run) -> tellBegun(run, lab, id));
		if (outcome.status() == Outcome.Status.CANCELLED) {
			answerNothingWhenAbandoned();
			tellStopped(lab, id);
		}
		return outcome;
	}

	/**
	 * Does the job of a durable task, and notes that it begins.
	 * @param id the number of the task
	 * @param job the job
	 * @return how it ended
	 * @throws InterruptedException if this member ends before the job has begun
	 */
	Outcome runDurable(long id, Job job) throws InterruptedException {
		Outcome outcome = run(null, job, (run) -> {
			HazelcastInstance hazelcast = this.node.hazelcast();
			String place = MemberNames.of(hazelcast.getCluster().getLocalMember()) + "/" + run.place();
			hazelcast.<Long, DurableTask>getMap(MemberConfig.DURABLE_TASKS)
				.executeOnKey(id, new DurableChange.Begun(new DurableTask.Attempt(place, Instant.now())));
			return true;
		});
		if (outcome.status() == Outcome.Status.CANCELLED) {
			answerNothingWhenAbandoned();
		}
		return outcome;
	}

	private Outcome run(@Nullable UUID lab, Job job, Beginning beginning) throws InterruptedException {
		// The executor may leave the interrupt of a cancelled job to the next one.
		Thread.interrupted();
		int place = this.places.take();
		Recorder recorder = new Recorder(System::nanoTime);
		Running run = new Running(lab, job, new JobHandle(job, recorder), place, System.nanoTime());
		this.running.add(run);
		try {
			return beginning.tell(run) ? call(run.handle(), recorder) : Outcome.cancelled();
		}
		catch (InterruptedException ex) {
			return Outcome.cancelled();
		}
		finally {
			this.running.remove(run);
			this.places.giveBack(place);
		}
	}

	private Outcome call(JobHandle handle, Recorder recorder) throws InterruptedException {
		try {
			String value = this.io.apply(handle).call();
			return Outcome.done(value,
					handle.job().blocks() ? recorder.timeline().tasks().getFirst().nanos(Segment.State.BLOCKING) : 0);
		}
		catch (CancellationException ex) {
			return Outcome.cancelled();
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			return Outcome.failed(ex);
		}
	}

	private boolean tellBegun(Running run, UUID labId, long id) throws InterruptedException {
		HazelcastInstance hazelcast = this.node.hazelcast();
		UUID self = hazelcast.getCluster().getLocalMember().getUuid();
		int forOthers = (int) this.running.stream().filter((other) -> !labId.equals(other.lab())).count();
		if (self.equals(labId)) {
			return this.node.requests().begun(id, self, run.place(), forOthers);
		}
		Member lab = this.node.member(labId);
		if (lab == null) {
			return false;
		}
		Future<Boolean> wanted = hazelcast.getExecutorService(MemberConfig.CALLS)
			.submitToMember(new Messages.Begun(id, self, run.place(), forOthers), lab);
		try {
			return wanted.get(ANSWER_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			logger.debug("A lab is gone whose job was to begin", ex);
			return false;
		}
		catch (TimeoutException ex) {
			// The lab is slow. It will read of it later.
			return true;
		}
	}

	private void tellStopped(UUID lab, long id) {
		HazelcastInstance hazelcast = this.node.hazelcast();
		if (hazelcast.getCluster().getLocalMember().getUuid().equals(lab)) {
			this.node.requests().stopped(id);
			return;
		}
		Member member = this.node.member(lab);
		if (member != null) {
			hazelcast.getExecutorService(MemberConfig.CALLS).submitToMember(new Messages.Stopped(id), member);
		}
	}

	// A member that is gone answers nothing, and so the job runs again elsewhere.
	private void answerNothingWhenAbandoned() {
		boolean interrupted = false;
		while (this.abandoning && this.left.getCount() > 0) {
			try {
				this.left.await();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (this.abandoning) {
			endQuietly();
			throw new HazelcastInstanceNotActiveException("This member has left");
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	// The executor tries to answer once more, and would log that it can't.
	static void endQuietly() {
		Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {
		});
	}

	/**
	 * Stops the jobs of a lab that is gone: no code awaits them.
	 * @param lab the lab's member
	 */
	void lost(UUID lab) {
		this.running.stream().filter((run) -> lab.equals(run.lab())).forEach((run) -> run.handle().cancel());
	}

	/**
	 * Marks this worker as one that takes no more jobs. The labs have to be told.
	 */
	void leave() {
		this.leaving = true;
	}

	/**
	 * Stops what still runs, without an answer.
	 * @param leave makes the member leave
	 */
	void abandon(Runnable leave) {
		this.abandoning = true;
		leave.run();
		this.left.countDown();
		this.running.forEach((run) -> run.handle().cancel());
	}

	/**
	 * Tells whether it does nothing, and nothing waits.
	 * @return {@code true} if so
	 */
	boolean isIdle() {
		return this.running.isEmpty() && queued() == 0;
	}

	MemberState state(long runAgain) {
		return new MemberState(this.running.stream().map(this::described).toList(), queued(), this.leaving, runAgain);
	}

	private MemberState.RunningJob described(Running run) {
		UUID id = run.lab();
		Member lab = (id != null) ? this.node.member(id) : null;
		return new MemberState.RunningJob(run.job().name(), (lab != null) ? MemberNames.of(lab) : null, run.place(),
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - run.beginNanos()));
	}

	private int queued() {
		long queued = this.node.hazelcast()
			.getExecutorService(MemberConfig.JOBS)
			.getLocalExecutorStats()
			.getPendingTaskCount();
		return Math.toIntExact(queued) + this.places.waiting();
	}

	/**
	 * Tells those concerned that a job begins, before its I/O, so that none goes
	 * uncounted.
	 */
	@FunctionalInterface
	private interface Beginning {

		// Whether the job is still wanted.
		boolean tell(Running run) throws InterruptedException;

	}

	private record Running(@Nullable UUID lab, Job job, JobHandle handle, int place, long beginNanos) {
	}

}
