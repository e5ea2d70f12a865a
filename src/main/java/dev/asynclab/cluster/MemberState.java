package dev.asynclab.cluster;

import java.io.Serializable;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a member does at one moment.
 *
 * @param running the jobs that it does
 * @param queued how many more wait there
 * @param leaving whether it takes no more
 * @param runAgain how many more times than once the jobs of this lab have begun
 */
record MemberState(List<RunningJob> running, int queued, boolean leaving, long runAgain) implements Serializable {

	MemberState {
		running = List.copyOf(running);
	}

	/**
	 * A job that a member does.
	 *
	 * @param name its name
	 * @param lab the name of the lab that it is for; null for a durable task, which the
	 * cluster keeps
	 * @param place the number of its place
	 * @param ms for how long it has run, in milliseconds
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record RunningJob(String name, @Nullable String lab, int place, long ms) implements Serializable {
	}

}
