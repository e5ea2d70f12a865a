package dev.asynclab.storm;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.job.Shape;
import dev.asynclab.notation.EnumId;
import dev.asynclab.source.SourceFile;
import dev.asynclab.storm.cure.BackOff;
import dev.asynclab.storm.cure.Breaker;
import dev.asynclab.storm.cure.Deadline;
import dev.asynclab.storm.cure.LimitBlocking;
import dev.asynclab.storm.cure.LimitFutures;
import dev.asynclab.storm.cure.RetryBudget;
import dev.asynclab.storm.cure.StopWork;

/**
 * What a team would try against a retry storm. Some of it does not help.
 */
enum Cure {

	/** A time-out in the service that stops the work. */
	STOP_WORK(Side.SERVICE),

	/** A limit of the calls in the service, queued and running together. */
	LIMIT(Side.SERVICE),

	/** A wait in the client before each retry. */
	BACKOFF(Side.CLIENT),

	/** A limit of the retries in the client, as a part of its calls. */
	BUDGET(Side.CLIENT),

	/** A circuit breaker in the client. */
	BREAKER(Side.CLIENT),

	/** The service refuses a call that can no longer end in time. */
	DEADLINE(Side.SERVICE);

	private final Side side;

	Cure(Side side) {
		this.side = side;
	}

	Side side() {
		return this.side;
	}

	/**
	 * Reads the code of the cure.
	 * @param shape what the code of the service is handed
	 * @return the file of the class that runs
	 */
	SourceFile source(Shape shape) {
		return SourceFile.of(Cure.class.getPackageName() + ".cure", code(shape).getSimpleName());
	}

	private Class<?> code(Shape shape) {
		return switch (this) {
			case STOP_WORK -> StopWork.class;
			case LIMIT -> (shape == Shape.BLOCKING) ? LimitBlocking.class : LimitFutures.class;
			case BACKOFF -> BackOff.class;
			case BUDGET -> RetryBudget.class;
			case BREAKER -> Breaker.class;
			case DEADLINE -> Deadline.class;
		};
	}

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

	/**
	 * Where a cure stands.
	 */
	enum Side {

		/** In each client. */
		CLIENT,

		/** In the service that is called. */
		SERVICE;

		@JsonValue
		String id() {
			return EnumId.of(this);
		}

	}

}
