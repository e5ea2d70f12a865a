package dev.asynclab.scenario.run;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Task;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * A scenario's tasks, timers and combinators are those of the {@code asyncio} package:
 * this one has no threads, timers or queues to make its own of.
 */
@AnalyzeClasses(packages = "dev.asynclab.scenario", importOptions = DoNotIncludeTests.class)
class NothingIsSimulatedTests {

	@ArchTest
	final ArchRule runsOnTheEventLoop = classes().that()
		.haveSimpleName("AsyncioScenario")
		.should()
		.dependOnClassesThat()
		.belongToAnyOf(EventLoop.class, Task.class);

	@ArchTest
	final ArchRule hasNoSchedulerOfItsOwn = noClasses().that()
		.haveSimpleNameStartingWith("Scenario")
		.or()
		.haveSimpleNameStartingWith("Asyncio")
		.or()
		.haveSimpleNameStartingWith("Timer")
		.should()
		.dependOnClassesThat()
		.haveNameMatching("java\\.util\\.concurrent\\.(?!Callable).*|java\\.util\\.(Timer|PriorityQueue).*");

}
