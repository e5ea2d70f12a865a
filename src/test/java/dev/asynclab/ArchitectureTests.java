package dev.asynclab;

import java.util.Arrays;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

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
		.resideOutsideOfPackages("dev.asynclab.asyncio..", "java..", "org.jspecify..")
		.allowEmptyShould(true);

	@ArchTest
	final ArchRule lessonsDontImportEachOther = slices().matching("dev.asynclab.lesson.(*)..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	final ArchRule pitfallsDontImportEachOther = slices().matching("dev.asynclab.pitfall.(*)..")
		.should()
		.notDependOnEachOther();

	/**
	 * The floors of the house, from the bottom: no floor knows one above it.
	 * CONTRIBUTING.md says what is on each.
	 */
	@ArchTest
	final ArchRule noFloorKnowsOneAboveIt = Architectures.layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.layer("ground")
		.definedBy(packages("asyncio", "timeline", "notation", "problem", "upstream", "source"))
		.layer("jobs")
		.definedBy(packages("job", "admission", "answer", "openapi", "reactive", "eventloop"))
		.layer("load")
		.definedBy(packages("load"))
		.layer("lessons")
		.definedBy(packages("lesson", "scenario", "task", "cluster"))
		.layer("experiments")
		.definedBy(packages("collapse", "capacity", "storm", "cpubound", "pitfall", "scale", "semantics"))
		.layer("page")
		.definedBy(packages("page"))
		.whereLayer("jobs")
		.mayOnlyBeAccessedByLayers("load", "lessons", "experiments")
		.whereLayer("load")
		.mayOnlyBeAccessedByLayers("lessons", "experiments")
		.whereLayer("lessons")
		.mayOnlyBeAccessedByLayers("experiments")
		.whereLayer("experiments")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("page")
		.mayNotBeAccessedByAnyLayer();

	/**
	 * A new package has to be put on a floor.
	 */
	@ArchTest
	final ArchRule everyPackageIsOnAFloor = classes().that()
		.resideOutsideOfPackage("dev.asynclab")
		.should()
		.resideInAnyPackage(packages("asyncio", "timeline", "notation", "problem", "upstream", "source", "job",
				"admission", "answer", "openapi", "reactive", "eventloop", "load", "lesson", "scenario", "task",
				"cluster", "collapse", "capacity", "storm", "cpubound", "pitfall", "scale", "semantics", "page"));

	@ArchTest
	final ArchRule experimentsDontImportEachOther = slices()
		.matching("dev.asynclab.(collapse|capacity|storm|cpubound|pitfall|scale|semantics)..")
		.should()
		.notDependOnEachOther();

	private static String[] packages(String... names) {
		return Arrays.stream(names).map((name) -> "dev.asynclab." + name + "..").toArray(String[]::new);
	}

	/**
	 * The registry finds its entries as beans; it names none of them.
	 */
	@ArchTest
	final ArchRule lessonsAndPitfallsAreNotKnownToTheirBase = noClasses().that()
		.resideInAnyPackage("dev.asynclab.lesson", "dev.asynclab.pitfall")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.asynclab.lesson.*..", "dev.asynclab.pitfall.*..");

	@ArchTest
	final ArchRule jobsAreNotDocumented = noClasses().that()
		.resideInAnyPackage(packages("job", "admission", "answer", "reactive"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.asynclab.openapi..");

	@ArchTest
	final ArchRule scenarioPackagesFormNoCycle = slices().matching("dev.asynclab.scenario.(*)..")
		.should()
		.beFreeOfCycles();

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
			.resideInAnyPackage("java..", "com.hazelcast..", "dev.asynclab.asyncio..", "io.micrometer.context..",
					"org.jspecify..", "org.slf4j..", "org.springframework..", "reactor..")
			.or(HasName.Predicates.nameMatching(BROKEN_OR_FIXED)));

	/**
	 * They are to be copied as well.
	 */
	@ArchTest
	final ArchRule curesCanBeCopied = classes().that()
		.resideInAPackage("dev.asynclab.storm.cure")
		.should()
		.onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage("java..", "org.jspecify..",
				"org.springframework..", "io.github.resilience4j..", "dev.asynclab.storm.cure"));

}
