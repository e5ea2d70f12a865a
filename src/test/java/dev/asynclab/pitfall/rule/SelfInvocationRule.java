package dev.asynclab.pitfall.rule;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.springframework.scheduling.annotation.Async;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

/**
 * No class calls an {@code @Async} method of its own: the call would bypass the proxy.
 */
public final class SelfInvocationRule {

	/** To be an {@code @ArchTest} of your own, or to be checked on your classes. */
	public static final ArchRule RULE = methods().should(notCall()).allowEmptyShould(true);

	private SelfInvocationRule() {
	}

	private static ArchCondition<JavaMethod> notCall() {
		return new ArchCondition<>("not call an @Async method of their own class") {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
					if (call.getOriginOwner().equals(call.getTargetOwner())
							&& call.getTarget().isAnnotatedWith(Async.class)) {
						events.add(SimpleConditionEvent.violated(method, call.getDescription()));
					}
				}
			}

		};
	}

}
