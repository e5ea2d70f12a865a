package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.semantics.probe.Form.Code;
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

	/**
	 * Starts the form, and waits until it has started everything that it starts by
	 * itself.
	 * @param calls the calls to start
	 * @return what awaits the calls
	 */
	Awaiter start(ProbeCall... calls) throws Exception {
		Awaiter awaiter = start(this.form, List.of(calls));
		settle();
		return awaiter;
	}

	AwaiterOutcome outcome(Awaiter awaiter) throws Exception {
		return Activity.await(awaiter.outcome());
	}

	void awaitStart(ProbeCall call) throws Exception {
		Activity.await(call.started());
	}

	/**
	 * Lets a call return its name, and waits until everything that follows has happened.
	 * @param call a call that has started, or will start by itself
	 */
	void finish(ProbeCall call) throws Exception {
		call.returns();
		awaitEnd(call);
	}

	/**
	 * Lets a call fail, and waits until everything that follows has happened.
	 * @param call a call that has started, or will start by itself
	 */
	void fail(ProbeCall call) throws Exception {
		call.raises();
		awaitEnd(call);
	}

	/**
	 * Waits until a call that was told to end has ended, and until everything that
	 * follows has happened.
	 * @param call the call
	 */
	void awaitEnd(ProbeCall call) throws Exception {
		Activity.await(call.ended());
		settle();
	}

	/**
	 * Waits until the awaiter has ended or the call is asked to stop, and until
	 * everything that follows has happened.
	 * @param awaiter what awaits the call
	 * @param call the call
	 */
	void awaitCancellation(Awaiter awaiter, ProbeCall call) throws Exception {
		Activity.await(CompletableFuture.anyOf(awaiter.outcome(), call.cancelRequested()));
		settle();
	}

	/**
	 * Lets calls return, and finds out whether all of them do.
	 * @param calls the calls
	 * @return {@code false} if a call was cancelled or has never started
	 */
	boolean runToTheirEnd(ProbeCall... calls) throws Exception {
		return allEnd(Ending.VALUE, calls);
	}

	/**
	 * Lets calls return, and finds out whether all of them were cancelled before.
	 * @param calls the calls
	 * @return {@code false} if a call returns or has never started
	 */
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

	/**
	 * Lets a call return, and finds out whether it was asked to stop before. An interrupt
	 * may be on its way, so the call has to end first.
	 * @param call the call
	 * @return whether the call was asked to stop
	 */
	boolean wasAskedToStop(ProbeCall call) throws Exception {
		ending(call);
		return call.cancelRequested().isDone();
	}

}
