package dev.asynclab.pitfall.selfinvocation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.SpringStage;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Observes on which thread the mail is sent, and whether the caller waits for it.
 */
@Component
@Order(1)
class SelfInvocation implements Pitfall<SelfInvocation.Observed> {

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("self-invoked-async", "An @Async method that its own bean calls",
				"The call bypasses the proxy: it runs inline, and the caller waits for it.",
				"await send_mail() runs in the caller's own task; only create_task makes it concurrent.",
				Severity.DELAY, "Put the @Async method into another bean, and call it there.",
				List.of(new Source("Spring Framework: scheduling",
						"https://docs.spring.io/spring-framework/reference/integration/scheduling.html"),
						new Source("asyncio: coroutines and tasks",
								"https://docs.python.org/3/library/asyncio-task.html")),
				"my @Async method runs synchronously; async has no effect; blocks the caller; slow request; same thread; called from the same class",
				"The log line of the method shows the caller's thread, such as http-nio-8080-exec-1, and not task-1.");
	}

	@Override
	public String archRuleName() {
		return "SelfInvocationRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		try (SpringStage spring = new SpringStage(Map.of(), BrokenSelfInvocation.class, Smtp.class)) {
			return observe(spring, spring.get(BrokenSelfInvocation.class)::placeOrder, recorder);
		}
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		try (SpringStage spring = new SpringStage(Map.of(), FixedSelfInvocation.class, FixedSelfInvocation.Mailer.class,
				Smtp.class)) {
			return observe(spring, spring.get(FixedSelfInvocation.class)::placeOrder, recorder);
		}
	}

	private static Observed observe(SpringStage spring, Supplier<CompletableFuture<String>> placeOrder,
			Recorder recorder) throws Exception {
		spring.get(Smtp.class).mail = recorder.task("mail");
		TaskRecorder order = recorder.task("placeOrder");
		order.started();
		CompletableFuture<String> mail = placeOrder.get();
		order.finished(null);
		recorder.returned(null);
		String answer = mail.get();
		String caller = Thread.currentThread().getName();
		return new Observed(caller, answer, answer.equals("sent by " + caller));
	}

	record Observed(String callerThread, String mail, boolean ranOnCaller) {

	}

	static class Smtp implements Runnable {

		volatile @Nullable TaskRecorder mail;

		@Override
		public void run() {
			TaskRecorder task = Objects.requireNonNull(this.mail);
			task.started();
			Stage.unchecked(() -> {
				Stage.goOn();
				return null;
			});
			task.finished(null);
		}

	}

}
