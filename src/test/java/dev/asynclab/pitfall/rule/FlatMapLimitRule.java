package dev.asynclab.pitfall.rule;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import reactor.core.publisher.Flux;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

/**
 * Each flatMap of a Flux has a concurrency: without one it is 256.
 */
public final class FlatMapLimitRule {

	/** To be an {@code @ArchTest} of your own, or to be checked on your classes. */
	public static final ArchRule RULE = methods().should(notCall()).allowEmptyShould(true);

	private FlatMapLimitRule() {
	}

	private static ArchCondition<JavaMethod> notCall() {
		return new ArchCondition<>("not call flatMap without a concurrency") {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
					if (call.getTargetOwner().isAssignableTo(Flux.class) && call.getName().equals("flatMap")
							&& call.getTarget().getRawParameterTypes().size() == 1) {
						events.add(SimpleConditionEvent.violated(method, call.getDescription()));
					}
				}
			}

		};
	}

}
