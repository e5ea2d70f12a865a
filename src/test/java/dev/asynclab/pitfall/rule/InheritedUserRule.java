package dev.asynclab.pitfall.rule;

import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * No class uses an InheritableThreadLocal, whose value a thread of a pool keeps.
 */
public final class InheritedUserRule {

	/** To be an {@code @ArchTest} of your own, or to be checked on your classes. */
	public static final ArchRule RULE = noClasses().should()
		.dependOnClassesThat()
		.areAssignableTo(InheritableThreadLocal.class)
		.allowEmptyShould(true);

	private InheritedUserRule() {
	}

}
