package dev.asynclab.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The file that a class was compiled from. The build puts the files of the lessons,
 * pitfalls and probes on the class path, so that users always see the code that runs.
 *
 * @param file its path below the source folder, such as
 * {@code dev/asynclab/lesson/gather/AsyncPoolGather.java}
 * @param text its content
 */
public record SourceFile(String file, String text) {

	private static final String ROOT = "/META-INF/asynclab/sources/";

	/**
	 * Reads the file of a top-level class.
	 * @param packageName the package
	 * @param className the name of the class, without the package
	 * @return the file
	 * @throws IllegalArgumentException if the file is not on the class path
	 */
	public static SourceFile of(String packageName, String className) {
		String file = packageName.replace('.', '/') + "/" + className + ".java";
		try (InputStream text = SourceFile.class.getResourceAsStream(ROOT + file)) {
			if (text == null) {
				throw new IllegalArgumentException("The source of " + file + " is not on the class path");
			}
			return new SourceFile(file, new String(text.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
