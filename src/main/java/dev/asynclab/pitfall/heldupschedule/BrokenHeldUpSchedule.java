package dev.asynclab.pitfall.heldupschedule;

import java.util.Map;
import java.util.function.Consumer;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Leaves the scheduler as Spring Boot configures it: with one thread for all
 * {@code @Scheduled} methods. While the export runs, nothing else does, and no error and
 * no log line tells of it.
 */
class BrokenHeldUpSchedule {

	static final Map<String, String> SETTINGS = Map.of();

	private final Consumer<String> work;

	BrokenHeldUpSchedule(Consumer<String> work) {
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
