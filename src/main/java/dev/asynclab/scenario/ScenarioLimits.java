package dev.asynclab.scenario;

import java.time.Duration;

/**
 * How large a scenario may be.
 *
 * @param tasks the number of tasks, and of cancellations
 * @param time every single time, and how long the whole may take on the real clock
 * @param bodyBytes the JSON text in UTF-8
 */
public record ScenarioLimits(int tasks, Duration time, int bodyBytes) {

}
