package dev.asynclab.timeline;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What pictures draw of a run: a bar for each task, a lane for each thread and event
 * loop, and a mark where the caller was answered.
 */
interface Drawn {

	// Null if nobody was answered.
	@Nullable Result result();

	double wallMs();

	List<TaskSpan> tasks();

	List<Loop> loops();

	List<Stall> stalls();

}
