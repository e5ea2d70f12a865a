package dev.asynclab.pitfall.inheriteduser;

import java.util.List;
import java.util.concurrent.ExecutorService;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Serves two users, one after the other, with a pool of one thread.
 */
@Component
@Order(9)
class InheritedUser implements Pitfall<InheritedUser.Observed> {

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("inherited-user", "An InheritableThreadLocal that leaks another user",
				"A pool's thread inherits the values of the thread that created it, and keeps them for every later request.",
				"A task copies the context when it is created. A value that is set on a worker thread stays there.",
				Severity.OUTAGE, "Pass the value with each task: a ScopedValue, a parameter, a TaskDecorator.",
				List.of(Source.issue("spring-projects/spring-security", 6856), Source.jep(506)),
				"another user's data; wrong user; sees the data of somebody else; InheritableThreadLocal; MODE_INHERITABLETHREADLOCAL; security leak",
				"Log the user beside the session: lines of one pool thread name a user who made no request.");
	}

	@Override
	public String archRuleName() {
		return "InheritedUserRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		return observe(new BrokenInheritedUser()::accountOf);
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		return observe(new FixedInheritedUser()::accountOf);
	}

	private static Observed observe(Request request) throws Exception {
		try (ExecutorService pool = Stage.pool(1)) {
			return new Observed(request.accountOf("Alice", pool), request.accountOf("Bob", pool));
		}
	}

	record Observed(String aliceGot, String bobGot) {

	}

	private interface Request {

		String accountOf(String name, ExecutorService pool) throws Exception;

	}

}
