package dev.asynclab.cluster;

import java.io.Serial;
import java.util.UUID;

import dev.asynclab.job.Job;

/**
 * The messages between members.
 */
final class Messages {

	private Messages() {
	}

	/**
	 * To a worker: do a job. The answer is its outcome.
	 */
	static final class DoJob extends Message<Outcome> {

		@Serial
		private static final long serialVersionUID = 1L;

		private final UUID lab;

		private final long id;

		private final Job job;

		DoJob(UUID lab, long id, Job job) {
			this.lab = lab;
			this.id = id;
			this.job = job;
		}

		@Override
		Outcome at(Node node) throws InterruptedException {
			return node.worker().run(this.lab, this.id, this.job);
		}

	}

	/**
	 * To a worker: do the job of a durable task. The cluster keeps the answer.
	 */
	static final class DoDurableJob extends Message<Outcome> {

		@Serial
		private static final long serialVersionUID = 1L;

		private final long id;

		private final Job job;

		DoDurableJob(long id, Job job) {
			this.id = id;
			this.job = job;
		}

		@Override
		Outcome at(Node node) throws InterruptedException {
			return node.worker().runDurable(this.id, this.job);
		}

	}

	/**
	 * To a lab: its job begins. The answer is whether it is still wanted.
	 */
	static final class Begun extends Message<Boolean> {

		@Serial
		private static final long serialVersionUID = 1L;

		private final long id;

		private final UUID worker;

		private final int place;

		private final int forOthers;

		Begun(long id, UUID worker, int place, int forOthers) {
			this.id = id;
			this.worker = worker;
			this.place = place;
			this.forOthers = forOthers;
		}

		@Override
		Boolean at(Node node) {
			return node.requests().begun(this.id, this.worker, this.place, this.forOthers);
		}

	}

	/**
	 * To a lab: its job was cancelled, and nothing of it is left.
	 */
	static final class Stopped extends Message<Boolean> {

		@Serial
		private static final long serialVersionUID = 1L;

		private final long id;

		Stopped(long id) {
			this.id = id;
		}

		@Override
		Boolean at(Node node) {
			node.requests().stopped(this.id);
			return true;
		}

	}

	/**
	 * To a lab: a worker takes no more jobs.
	 */
	static final class Leaving extends Message<Boolean> {

		@Serial
		private static final long serialVersionUID = 1L;

		private final UUID worker;

		Leaving(UUID worker) {
			this.worker = worker;
		}

		@Override
		Boolean at(Node node) {
			node.placement().leaving(this.worker);
			return true;
		}

	}

	/**
	 * To a member: what it does. The answer is what it has.
	 */
	static final class Ask extends Message<MemberState> {

		@Serial
		private static final long serialVersionUID = 1L;

		@Override
		MemberState at(Node node) {
			return node.state();
		}

	}

}
