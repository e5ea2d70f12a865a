package dev.asynclab.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another process of the service, which starts from the same class path.
 */
final class LabProcess implements AutoCloseable {

	private final Process process;

	private LabProcess(Process process) {
		this.process = process;
	}

	/**
	 * Starts a process.
	 * @param profile its profile
	 * @param log where its output goes
	 * @param properties its properties, as on the command line
	 */
	static LabProcess start(String profile, Path log, String... properties) throws IOException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m", "-Xss512k", "-cp",
				ManagementFactory.getRuntimeMXBean().getClassPath(), "dev.asynclab.AsyncLabApplication"));
		command.add("--spring.profiles.active=" + profile);
		command.add("--spring.main.banner-mode=off");
		command.addAll(List.of(properties));
		File output = log.toFile();
		return new LabProcess(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start());
	}

	/**
	 * Ends it as a machine does that loses its power.
	 */
	void kill() {
		this.process.destroyForcibly();
	}

	/**
	 * Asks it to end: SIGTERM.
	 */
	void terminate() {
		this.process.destroy();
	}

	void freeze() throws IOException, InterruptedException {
		signal("STOP");
	}

	void thaw() throws IOException, InterruptedException {
		signal("CONT");
	}

	private void signal(String name) throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-" + name, String.valueOf(this.process.pid())).start().waitFor();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	int exitCode() throws InterruptedException {
		this.process.waitFor(60, TimeUnit.SECONDS);
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
