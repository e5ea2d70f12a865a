package dev.asynclab.pitfall.rule;

import java.util.concurrent.Future;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.springframework.scheduling.annotation.Async;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

/**
 * An {@code @Async} method does not wait for a future, which may need a thread of the
 * same pool.
 */
public final class NestedPoolRule {

	/** To be an {@code @ArchTest} of your own, or to be checked on your classes. */
	public static final ArchRule RULE = methods().that()
		.areAnnotatedWith(Async.class)
		.should(notCall())
		.allowEmptyShould(true);

	private NestedPoolRule() {
	}

	private static ArchCondition<JavaMethod> notCall() {
		return new ArchCondition<>("not wait for a future") {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
					if (call.getTargetOwner().isAssignableTo(Future.class)
							&& (call.getName().equals("get") || call.getName().equals("join"))) {
						events.add(SimpleConditionEvent.violated(method, call.getDescription()));
					}
				}
			}

		};
	}

}
