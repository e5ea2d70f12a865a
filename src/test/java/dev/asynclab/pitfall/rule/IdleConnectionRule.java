package dev.asynclab.pitfall.rule;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import reactor.netty.resources.ConnectionProvider;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/**
 * A class that makes a connection pool limits how long a connection may be idle.
 */
public final class IdleConnectionRule {

	/** To be an {@code @ArchTest} of your own, or to be checked on your classes. */
	public static final ArchRule RULE = classes()
		.that(DescribedPredicate.describe("make a connection pool", IdleConnectionRule::makesPool))
		.should()
		.callMethodWhere(
				DescribedPredicate.describe("it sets the idle time", (call) -> call.getName().equals("maxIdleTime")))
		.allowEmptyShould(true);

	private IdleConnectionRule() {
	}

	private static boolean makesPool(JavaClass type) {
		return type.getMethodCallsFromSelf()
			.stream()
			.anyMatch((call) -> call.getTargetOwner().isEquivalentTo(ConnectionProvider.class)
					&& call.getName().equals("builder"));
	}

}
