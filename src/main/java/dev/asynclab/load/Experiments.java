package dev.asynclab.load;

import java.util.function.Supplier;

import dev.asynclab.admission.OneAtATime;
import dev.asynclab.admission.RunningWork;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Admits one experiment at a time that keeps the machine busy, whatever its kind: two at
 * once would falsify each other's results. The name of an experiment is that of its path
 * below {@code /api}, where {@code DELETE} stops it.
 */
@Component
public final class Experiments extends OneAtATime {

	private final OwnServer server;

	Experiments(RunningWork work, OwnServer server) {
		super((name) -> Sentence.of("busy.experiment",
				"An experiment is under way: {0}. Two at once would falsify each other's results.", name), work);
		this.server = server;
	}

	/**
	 * Watches whether an experiment keeps the machine busy, from now on.
	 * @return says which one runs now or ran at the beginning; null if none
	 */
	public Supplier<@Nullable String> beside() {
		String before = running();
		return () -> (before != null) ? before : running();
	}

	@Override
	protected String stopCommand(String name) {
		return this.server.curl("/api/" + name).replaceFirst("^curl ", "curl -X DELETE ");
	}

	@EventListener(ContextClosedEvent.class)
	void close() {
		stopCurrent(SoloRun::callsThisService);
	}

}
