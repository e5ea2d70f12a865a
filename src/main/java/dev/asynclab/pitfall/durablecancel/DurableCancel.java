package dev.asynclab.pitfall.durablecancel;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

import com.hazelcast.core.HazelcastInstance;
import dev.asynclab.cluster.LoneMember;
import dev.asynclab.pitfall.HeldWork;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Cancels an export that a member of a cluster does. If the cancel does not reach the
 * member, the export goes on. The cluster is one member in this process, which is made at
 * the first run and stays until the service ends.
 */
@Component
@Order(25)
class DurableCancel implements Pitfall<DurableCancel.Observed>, DisposableBean {

	private static final Map<UUID, HeldWork> WORK = new ConcurrentHashMap<>();

	private @Nullable LoneMember member;

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("durable-cancel", "A durable task's cancel says true, and it runs on",
				"Hazelcast's DurableExecutorService has no cancel: cancel(true) only marks the future of the caller.",
				"Task.cancel raises CancelledError in the task, but only where it awaits.", Severity.LOSS,
				"Take an IExecutorService for work that is cancelled, or let durable work look whether it is still wanted.",
				List.of(new Source("DurableExecutorService",
						"https://docs.hazelcast.com/hazelcast/latest/computing/durable-executor-service"),
						new Source("IExecutorService",
								"https://docs.hazelcast.com/hazelcast/latest/computing/executor-service")),
				"cancel of a durable task does not work; DurableExecutorService keeps running after cancel; cancel returns true and the work goes on in the cluster",
				"In a thread dump of the member after the cancel, a thread of Hazelcast (hz.…) is still in the code of the task.");
	}

	@Override
	public void prepare() {
		hazelcast();
	}

	private synchronized HazelcastInstance hazelcast() {
		LoneMember member = this.member;
		if (member == null) {
			member = new LoneMember();
			this.member = member;
		}
		return member.hazelcast();
	}

	@Override
	public synchronized void destroy() {
		if (this.member != null) {
			this.member.close();
		}
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		return observe(new BrokenDurableCancel()::start, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe(new FixedDurableCancel()::start, recorder);
	}

	private Observed observe(BiFunction<HazelcastInstance, Callable<String>, Future<String>> start, Recorder recorder)
			throws InterruptedException {
		UUID id = UUID.randomUUID();
		try (HeldWork export = new HeldWork(recorder.task("export"))) {
			WORK.put(id, export);
			Future<String> future = start.apply(hazelcast(), new Export(id));
			export.awaitStart();
			Stage.goOn();
			boolean accepted = future.cancel(true);
			recorder.cancelled();
			boolean interrupted = export.awaitInterruptOrRelease();
			return new Observed(accepted, future.isCancelled(), interrupted, !interrupted);
		}
		finally {
			WORK.remove(id);
		}
	}

	record Observed(boolean cancelAccepted, boolean isCancelled, boolean workInterrupted, boolean workFinished) {

	}

	/**
	 * The export as it travels to a member.
	 *
	 * @param id under which the member finds the work
	 */
	private record Export(UUID id) implements Callable<String>, Serializable {

		@Serial
		private static final long serialVersionUID = 1L;

		@Override
		public String call() throws InterruptedException {
			return Objects.requireNonNull(WORK.get(this.id)).call();
		}

	}

}
