package dev.asynclab.pitfall.heldupschedule;

import java.util.Map;
import java.util.function.Consumer;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Gives the scheduler a thread for each method that may take long, and one for the
 * others. A method still does not run beside itself.
 */
class FixedHeldUpSchedule {

	static final Map<String, String> SETTINGS = Map.of("spring.task.scheduling.pool.size", "2");

	private final Consumer<String> work;

	FixedHeldUpSchedule(Consumer<String> work) {
		this.work = work;
	}

	@Scheduled(fixedDelay = 20)
	void export() {
		this.work.accept("export");
	}

	@Scheduled(fixedDelay = 20)
	void heartbeat() {
		this.work.accept("heartbeat");
	}

}
