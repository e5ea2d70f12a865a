package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.semantics.probe.Forms.Code;
import dev.asynclab.semantics.probe.ProbeCall.Ending;
import org.jspecify.annotations.Nullable;

/**
 * Starts a form, ends its calls one by one, and looks at what has happened when nothing
 * happens any more. A wait of more than 20 s ends with a
 * {@link java.util.concurrent.TimeoutException}.
 */
final class FactProbe extends Workbench {

	private final Code<Awaiter> form;

	FactProbe(Code<Awaiter> form) {
		this.form = form;
	}

	// Waits until the form has started everything that it starts by itself.
	Awaiter start(ProbeCall... calls) throws Exception {
		Awaiter awaiter = start(this.form, List.of(calls));
		settle();
		return awaiter;
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
