package dev.asynclab.eventloop;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A loop whose tasks change too fast to be seen. {@code python -m asyncio ps} gives up
 * then; the lab still shows the other loops.
 *
 * @param loop the loop's name
 */
record ChangingLoop(String loop) implements LoopEntry {

	@JsonProperty
	boolean changing() {
		return true;
	}

}
