package dev.asynclab.pitfall.rule;

import java.util.concurrent.CompletableFuture;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

/**
 * Each supplyAsync and runAsync names its executor, so nothing waits in the common pool.
 */
public final class CommonPoolRule {

	/** To be an {@code @ArchTest} of your own, or to be checked on your classes. */
	public static final ArchRule RULE = methods().should(notCall()).allowEmptyShould(true);

	private CommonPoolRule() {
	}

	private static ArchCondition<JavaMethod> notCall() {
		return new ArchCondition<>("not call supplyAsync or runAsync without an executor") {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
					if (call.getTargetOwner().isEquivalentTo(CompletableFuture.class)
							&& (call.getName().equals("supplyAsync") || call.getName().equals("runAsync"))
							&& call.getTarget().getRawParameterTypes().size() == 1) {
						events.add(SimpleConditionEvent.violated(method, call.getDescription()));
					}
				}
			}

		};
	}

}
