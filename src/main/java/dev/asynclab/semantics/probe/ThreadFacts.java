package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.notation.Sentence;

/**
 * Facts about the thread that a task runs on, and about the context that it sees there.
 */
final class ThreadFacts {

	static final Fact BLOCKING_DELAYS_OTHERS = new Fact("blocking-delays-others", "A blocking call delays the others",
			List.of(73),
			"This is what not to do in asyncio: one time.sleep() stops every task. Tasks that have their own threads are not affected.",
			GatherForms.ALL, (probe, a, b) -> {
				probe.start(a.blocks(), b.returns());
				probe.awaitStart(a);
				probe.settle();
				return Observation.of(!b.ended().isDone(),
						Sentence.of("seen.b-waits", "A blocks: B is ready, and waits"),
						Sentence.of("seen.b-ends", "A blocks: B still ends"));
			});

	static final Fact TO_THREAD_FREES_THE_LOOP = new Fact("to-thread-frees-the-loop",
			"to_thread keeps other tasks running", List.of(61),
			"A blocking driver was wrapped in something that looks asynchronous, and still stops the event loop.",
			ToThreadForms.ALL, (probe, a, b) -> {
				probe.start(a, b.returns());
				probe.awaitStart(a);
				probe.settle();
				return Observation.of(b.ended().isDone(), Sentence.of("seen.b-ends", "A blocks: B still ends"),
						Sentence.of("seen.b-waits", "A blocks: B is ready, and waits"));
			});

	// The context is a ContextVar in asyncio, SLF4J's MDC on threads, Reactor's Context.
	static final Fact CONTEXT_CARRIED_OVER = new Fact("context-carried-over", "A task sees its creator's context",
			List.of(7), "The trace id is missing from the log exactly where tasks run at the same time.",
			GatherForms.ALL, (probe, a, _) -> {
				probe.user("ada");
				probe.start(a);
				probe.awaitStart(a);
				return new Observation("ada".equals(a.user()),
						Sentence.of("seen.user", "the task's user is {0}", String.valueOf(a.user())));
			});

	private ThreadFacts() {
	}

}
