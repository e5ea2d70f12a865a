package dev.asynclab.pitfall.rule;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.reactivestreams.Publisher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

/**
 * A method that returns a Publisher does not wait for another: its steps may run on an
 * event loop.
 */
public final class BlockedLoopRule {

	/** To be an {@code @ArchTest} of your own, or to be checked on your classes. */
	public static final ArchRule RULE = methods().that()
		.haveRawReturnType(JavaClass.Predicates.assignableTo(Publisher.class))
		.should(notCall())
		.allowEmptyShould(true);

	private BlockedLoopRule() {
	}

	private static ArchCondition<JavaMethod> notCall() {
		return new ArchCondition<>("not call block, blockFirst or blockLast") {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
					if (call.getTargetOwner().isAssignableTo(Publisher.class) && call.getName().startsWith("block")) {
						events.add(SimpleConditionEvent.violated(method, call.getDescription()));
					}
				}
			}

		};
	}

}
