package dev.asynclab;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rules of the house.
 */
@AnalyzeClasses(packages = "dev.asynclab", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String LESSON_CLASS = ".*\\.(AsyncPool|WebClient|VirtualThread|Asyncio)[A-Za-z$]+";

	private static final String BROKEN_OR_FIXED = "dev\\.asynclab\\.pitfall\\..*\\.(Broken|Fixed)[A-Za-z$]+";

	@ArchTest
	final ArchRule asyncioIsPlainJava = noClasses().that()
		.resideInAPackage("dev.asynclab.asyncio..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "reactor..", "org.reactivestreams..")
		.allowEmptyShould(true);

	@ArchTest
	final ArchRule lessonsDontImportEachOther = slices().matching("dev.asynclab.lesson.(*)..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	final ArchRule pitfallsDontImportEachOther = slices().matching("dev.asynclab.pitfall.(*)..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	final ArchRule whatFeaturesStandOnKnowsNoFeature = noClasses().that()
		.resideInAnyPackage("dev.asynclab.asyncio..", "dev.asynclab.reactive..", "dev.asynclab.job..",
				"dev.asynclab.timeline..", "dev.asynclab.upstream..", "dev.asynclab.problem..", "dev.asynclab.source..",
				"dev.asynclab.answer..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.asynclab.lesson..", "dev.asynclab.pitfall..", "dev.asynclab.openapi..",
				"dev.asynclab.page..");

	/**
	 * It measures the lessons, and nobody needs it.
	 */
	@ArchTest
	final ArchRule nobodyKnowsTheSemantics = noClasses().that()
		.resideOutsideOfPackage("dev.asynclab.semantics..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.asynclab.semantics..");

	/**
	 * What is compared with CPython is what users copy.
	 */
	@ArchTest
	final ArchRule scenariosUseNothingOfLessonsButTheirClasses = noClasses().that()
		.resideInAPackage("dev.asynclab.scenario..")
		.should()
		.dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.asynclab.lesson..")
			.and(DescribedPredicate.not(HasName.Predicates.nameMatching(LESSON_CLASS))));

	@ArchTest
	final ArchRule packagesFormNoCycle = slices().matching("dev.asynclab.(*)..").should().beFreeOfCycles();

	/**
	 * They are to be copied: nothing of the lab, of the web or of OpenAPI is in them, but
	 * for the asyncio package and the name of the pool that {@code @Async} wants, which
	 * the compiler inlines.
	 */
	@ArchTest
	final ArchRule lessonClassesCanBeCopied = classes().that()
		.resideInAPackage("dev.asynclab.lesson.*")
		.and()
		.haveNameMatching(LESSON_CLASS)
		.should()
		.onlyDependOnClassesThat(JavaClass.Predicates
			.resideInAnyPackage("java..", "dev.asynclab.asyncio..", "reactor.core..", "org.jspecify..",
					"org.springframework.scheduling.annotation..", "org.springframework.stereotype..")
			.or(HasName.Predicates.nameMatching(LESSON_CLASS)));

	/**
	 * They are to be read and copied too: what a stage gives them is in the same file.
	 */
	@ArchTest
	final ArchRule brokenAndFixedCodeCanBeCopied = classes().that()
		.resideInAPackage("dev.asynclab.pitfall.*")
		.and()
		.haveNameMatching(BROKEN_OR_FIXED)
		.should()
		.onlyDependOnClassesThat(JavaClass.Predicates
			.resideInAnyPackage("java..", "dev.asynclab.asyncio..", "io.micrometer.context..", "org.jspecify..",
					"org.slf4j..", "org.springframework..", "reactor..")
			.or(HasName.Predicates.nameMatching(BROKEN_OR_FIXED)));

}
