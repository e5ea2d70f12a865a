package dev.asynclab.load;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

import org.jspecify.annotations.Nullable;

/**
 * Measures how busy the just-in-time compiler is.
 */
final class CompilerMeter {

	private final @Nullable CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();

	private long nanos = System.nanoTime();

	private long compiledMs = compiledMs();

	/**
	 * Returns how busy the compiler was since the last call.
	 * @return its time by that of the clock, all its threads together: 1 or more if it
	 * was always busy; 0 if the machine can't tell
	 */
	double load() {
		long now = System.nanoTime();
		long ms = compiledMs();
		double load = (ms - this.compiledMs) / Math.max(1, (now - this.nanos) / 1e6);
		this.nanos = now;
		this.compiledMs = ms;
		return load;
	}

	private long compiledMs() {
		CompilationMXBean compiler = this.compiler;
		return (compiler != null && compiler.isCompilationTimeMonitoringSupported())
				? compiler.getTotalCompilationTime() : 0;
	}

}
