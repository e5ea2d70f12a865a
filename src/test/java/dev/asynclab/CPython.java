package dev.asynclab;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The CPython 3.13 that is installed here, if one is: that of {@code -Dpython}, the first
 * on the path, or one of pyenv's.
 */
public final class CPython {

	/** Where the scripts are that tests run. */
	public static final Path SCRIPTS = Path.of("src/test/resources/asyncio").toAbsolutePath();

	private static final String VERSION = "Python 3.13";

	private CPython() {
	}

	/**
	 * Returns how to run a script. Where no CPython 3.13 is, the test is skipped.
	 * @param arguments the script in {@link #SCRIPTS}, and what it is given
	 * @return the process, to be started
	 */
	public static ProcessBuilder script(String... arguments) {
		List<String> found = candidates().stream().filter((each) -> version(each).startsWith(VERSION)).toList();
		assumeThat(found).as("a %s, on the path or as -Dpython=...", VERSION).isNotEmpty();
		List<String> command = new ArrayList<>(List.of(found.getFirst(), "-B"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).directory(SCRIPTS.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
	}

	private static List<String> candidates() {
		String given = System.getProperty("python");
		if (given != null) {
			return List.of(given);
		}
		List<String> candidates = new ArrayList<>(List.of("python3.13", "python3"));
		Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
		if (Files.isDirectory(pyenv)) {
			try (DirectoryStream<Path> versions = Files.newDirectoryStream(pyenv, "3.13.*")) {
				versions.forEach((version) -> candidates.add(version.resolve("bin/python3.13").toString()));
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		}
		return candidates;
	}

	private static String version(String python) {
		try (BufferedReader output = new ProcessBuilder(python, "--version").start().inputReader()) {
			return String.valueOf(output.readLine());
		}
		catch (IOException ex) {
			return "none: " + ex.getMessage();
		}
	}

}
