package dev.asynclab.pitfall.rule;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

/**
 * A {@code @Transactional} method calls no {@code @Async} method, whose work would be
 * outside of the transaction.
 */
public final class AsyncTransactionRule {

	/** To be an {@code @ArchTest} of your own, or to be checked on your classes. */
	public static final ArchRule RULE = methods().that()
		.areAnnotatedWith(Transactional.class)
		.should(notCall())
		.allowEmptyShould(true);

	private AsyncTransactionRule() {
	}

	private static ArchCondition<JavaMethod> notCall() {
		return new ArchCondition<>("not call an @Async method") {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
					if (call.getTarget().isAnnotatedWith(Async.class)) {
						events.add(SimpleConditionEvent.violated(method, call.getDescription()));
					}
				}
			}

		};
	}

}
