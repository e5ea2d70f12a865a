package dev.asynclab.task;

import java.time.Duration;

import dev.asynclab.admission.Limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of tasks, besides those that they share with the lessons.
 *
 * @param tasksKept how many ended tasks are kept; beyond that, the task that ended first
 * is forgotten
 * @param taskWait the longest time that a client may wait for a task in one request
 */
@ConfigurationProperties("asynclab.limits")
record TaskLimits(@DefaultValue("1000") int tasksKept, @DefaultValue("5m") Duration taskWait) {

	TaskLimits {
		Limits.requirePositive("tasks-kept", tasksKept);
		Limits.requirePositive("task-wait", taskWait);
	}

}
