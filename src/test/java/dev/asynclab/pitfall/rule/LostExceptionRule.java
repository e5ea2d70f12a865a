package dev.asynclab.pitfall.rule;

import com.tngtech.archunit.lang.ArchRule;

import org.springframework.scheduling.annotation.Async;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

/**
 * An {@code @Async} method returns a future, so that its error reaches the caller.
 */
public final class LostExceptionRule {

	/** To be an {@code @ArchTest} of your own, or to be checked on your classes. */
	public static final ArchRule RULE = noMethods().that()
		.areAnnotatedWith(Async.class)
		.should()
		.haveRawReturnType(void.class)
		.allowEmptyShould(true);

	private LostExceptionRule() {
	}

}
