package dev.asynclab.eventloop;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a loop ran none of the callbacks that waited for it.
 *
 * @param loop the loop's name
 * @param cause the cause
 * @param at when it began
 * @param durationMs how long it lasted, or has lasted so far, in milliseconds
 * @param ongoing whether it still lasts
 * @param watchdogLateMs for how much of it the watchdog itself was late, in milliseconds
 * @param culprit the innermost frame of user code, if there is a culprit
 * @param thread the name of the thread that was at work
 * @param samples how many samples the watchdog took
 * @param stack the stack from the culprit's frame outwards; without a culprit, the whole
 * stack of the last sample
 * @param fromNanos when it began, as {@link System#nanoTime()}
 * @param toNanos when it ended, or now
 */
public record LoopStall(String loop, Cause cause, Instant at, double durationMs, boolean ongoing, double watchdogLateMs,
		@Nullable Frame culprit, String thread, int samples, List<String> stack, @JsonIgnore long fromNanos,
		@JsonIgnore long toNanos) {

	boolean hasCulprit() {
		return this.culprit != null;
	}

	boolean overlaps(long fromNanos, long toNanos) {
		return this.fromNanos - toNanos < 0 && this.toNanos - fromNanos > 0;
	}

	/**
	 * A line of code.
	 *
	 * @param type the name of the class
	 * @param method the name of the method
	 * @param file the name of the file, empty if it is not known
	 * @param line the number of the line, negative if it is not known
	 */
	public record Frame(String type, String method, String file, int line) {

		static Frame of(StackTraceElement frame) {
			String file = frame.getFileName();
			return new Frame(frame.getClassName(), frame.getMethodName(), (file != null) ? file : "",
					frame.getLineNumber());
		}

		/**
		 * Returns the line as a stack trace shows it, without the package.
		 * @return such as {@code Call.block(Call.java:120)}
		 */
		@Override
		public String toString() {
			String simple = this.type.substring(this.type.lastIndexOf('.') + 1);
			return "%s.%s(%s:%d)".formatted(simple, this.method, this.file, this.line);
		}

	}

}
