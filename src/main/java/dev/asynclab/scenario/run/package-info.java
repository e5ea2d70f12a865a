/**
 * How scenarios run in each style: {@code AsyncPoolScenario}, {@code WebClientScenario}
 * and {@code VirtualThreadScenario} run them with the lesson classes of their style, and
 * {@code AsyncioScenario} runs them on the {@code asyncio} package. A style that can run
 * scenarios has a bean of type {@code ScenarioRunner}.
 */
@NullMarked
package dev.asynclab.scenario.run;

import org.jspecify.annotations.NullMarked;
