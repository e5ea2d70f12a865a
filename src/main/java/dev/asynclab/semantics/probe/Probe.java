package dev.asynclab.semantics.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.semantics.probe.Call.Ending;
import dev.asynclab.semantics.probe.Call.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a probe does: it makes calls, lets a form start and await them, ends them one by
 * one, and looks what has happened when nothing happens any more. No wait takes longer
 * than 20 s; it then throws a {@link java.util.concurrent.TimeoutException}.
 */
final class Probe implements AutoCloseable {

	private final Workbench bench = new Workbench();

	private final Map<String, Call> calls = new LinkedHashMap<>();

	Call call(String name) {
		return call(name, Kind.PLAIN);
	}

	Call call(String name, Kind kind) {
		return this.calls.computeIfAbsent(name, (_) -> this.bench.call(name, kind));
	}

	/**
	 * Lets the forms that have a time-out time out.
	 */
	void timeOut() {
		this.bench.timeOut();
	}

	/**
	 * Says who the caller is, in the context of each style.
	 * @param user the name of the user
	 */
	void user(String user) {
		this.bench.user(user);
	}

	/**
	 * Starts a form, and waits until it has started whatever it starts by itself.
	 * @param form the way to write it
	 * @param calls the calls
	 * @return whoever awaits them
	 */
	Awaiter start(Form form, Call... calls) throws Exception {
		Awaiter awaiter = this.bench.asCaller(() -> form.start(this.bench, List.of(calls)));
		settle();
		return awaiter;
	}

	Outcome outcome(Awaiter awaiter) throws Exception {
		return Events.await(awaiter.outcome());
	}

	void awaitStart(Call call) throws Exception {
		Events.await(call.started());
	}

	/**
	 * Waits until a call that was told to end has done so, and all has happened that
	 * follows from it.
	 * @param call the call
	 */
	void awaitEnd(Call call) throws Exception {
		Events.await(call.ended());
		settle();
	}

	/**
	 * Waits until the awaiter has ended or the call is asked to stop, and all has
	 * happened that follows from it.
	 * @param awaiter whoever awaits
	 * @param call the call
	 */
	void awaitCancellation(Awaiter awaiter, Call call) throws Exception {
		Events.await(CompletableFuture.anyOf(awaiter.outcome(), call.cancelRequested()));
		settle();
	}

	/**
	 * Tells how a call ends that may go on now.
	 * @param call the call
	 * @return how it ended, or {@code null} if it has never started
	 */
	@Nullable Ending fate(Call call) throws Exception {
		settle();
		call.returns();
		return (call.starts() > 0) ? Events.await(call.ended()) : null;
	}

	/**
	 * Tells whether a call that may end now was asked to stop before. An interrupt may
	 * have been sent and not have arrived: so the call has to end first.
	 * @param call the call
	 * @return whether it was
	 */
	boolean wasAskedToStop(Call call) throws Exception {
		fate(call);
		return call.cancelRequested().isDone();
	}

	/**
	 * Waits until nothing happens any more, for every call waits for the probe.
	 */
	void settle() throws Exception {
		this.bench.settle(CompletableFuture.anyOf(this.calls.values()
			.stream()
			.filter(Call::blocks)
			.map(Call::started)
			.toArray(CompletableFuture<?>[]::new)));
	}

	/**
	 * Ends the event loop, so that it tells of what is left.
	 * @return the errors that somebody was told of who did not await them
	 */
	List<Throwable> endLoopAndGetReports() throws Exception {
		return this.bench.endLoopAndGetReports();
	}

	/**
	 * Lets everybody go, and ends the threads.
	 */
	@Override
	public void close() {
		this.calls.values().forEach(Call::close);
		this.bench.close();
	}

}
