package dev.asynclab.semantics.probe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.asynclab.semantics.probe.Forms.Code;
import dev.asynclab.semantics.probe.ProbeCall.Ending;
import dev.asynclab.timeline.Track;
import org.jspecify.annotations.Nullable;

/**
 * Starts a form, ends its calls one by one, and looks at what has happened when nothing
 * happens any more. A wait of more than 20 s ends with a {@link TimeoutException}.
 */
final class FactProbe extends Workbench {

	private static final Duration LAST_WAIT = Duration.ofSeconds(1);

	private final Code<Awaiter> form;

	private final Duration pace;

	private @Nullable Awaiter awaiter;

	// Lets that much time pass after each step.
	FactProbe(Code<Awaiter> form, Duration pace, @Nullable ClusterCalls cluster) {
		super(cluster);
		this.form = form;
		this.pace = pace;
	}

	@Override
	void settle() throws Exception {
		super.settle();
		Thread.sleep(this.pace);
	}

	// Waits until the form has started everything that it starts by itself.
	Awaiter start(ProbeCall... calls) throws Exception {
		Awaiter awaiter = start(this.form, List.of(calls));
		this.awaiter = awaiter;
		awaiter.outcome().thenAccept((outcome) -> outcome.record(recorder()));
		settle();
		return awaiter;
	}

	// Ends what has not ended, and shows when all of it happened.
	Track track(String name) throws Exception {
		calls().forEach(ProbeCall::close);
		super.settle();
		for (ProbeCall call : calls()) {
			if (call.starts() > 0) {
				Activity.await(call.ended());
			}
		}
		if (this.awaiter != null) {
			try {
				this.awaiter.outcome().get(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				// Then the picture has no mark.
			}
		}
		return Track.of(name, recorder().timeline());
	}

	AwaiterOutcome outcome(Awaiter awaiter) throws Exception {
		return Activity.await(awaiter.outcome());
	}

	AwaiterOutcome cancel(Awaiter awaiter) throws Exception {
		awaiter.cancel();
		return outcome(awaiter);
	}

	void awaitStart(ProbeCall call) throws Exception {
		Activity.await(call.started());
	}

	// Lets a call return its name, and waits until everything that follows has happened.
	void finish(ProbeCall call) throws Exception {
		call.returns();
		awaitEnd(call);
	}

	// Lets a call fail, and waits until everything that follows has happened.
	void fail(ProbeCall call) throws Exception {
		call.raises();
		awaitEnd(call);
	}

	// Waits until a call that was told to end has ended, and all that follows has
	// happened.
	void awaitEnd(ProbeCall call) throws Exception {
		Activity.await(call.ended());
		settle();
	}

	// Waits until the awaiter has ended or the call is asked to stop.
	void awaitCancellation(Awaiter awaiter, ProbeCall call) throws Exception {
		Activity.await(CompletableFuture.anyOf(awaiter.outcome(), call.cancelRequested()));
		settle();
	}

	// Lets calls return. The answer is false if a call was cancelled or has never
	// started.
	boolean runToTheirEnd(ProbeCall... calls) throws Exception {
		return allEnd(Ending.VALUE, calls);
	}

	// Lets calls return. The answer is false if a call returns or has never started.
	boolean areCancelled(ProbeCall... calls) throws Exception {
		return allEnd(Ending.CANCELLED, calls);
	}

	private boolean allEnd(Ending ending, ProbeCall... calls) throws Exception {
		for (ProbeCall call : calls) {
			if (ending(call) != ending) {
				return false;
			}
		}
		return true;
	}

	private @Nullable Ending ending(ProbeCall call) throws Exception {
		settle();
		call.returns();
		return (call.starts() > 0) ? Activity.await(call.ended()) : null;
	}

	// An interrupt may be on its way, so the call has to end first.
	boolean wasAskedToStop(ProbeCall call) throws Exception {
		ending(call);
		return call.cancelRequested().isDone();
	}

}
