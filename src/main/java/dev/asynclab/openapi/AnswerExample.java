package dev.asynclab.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import dev.asynclab.timeline.Traced;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;

/**
 * What an operation really answered. A test records the answers, and cuts long lists and
 * texts.
 */
final class AnswerExample {

	private AnswerExample() {
	}

	/**
	 * Finds an example.
	 * @param method the method of the operation
	 * @param path its path
	 * @param type the type of the answer
	 * @return what was answered, as JSON or text; empty if none was recorded
	 * @throws UncheckedIOException if it can't be read
	 */
	static Optional<Object> find(String method, String path, MediaType type) {
		ClassPathResource file = new ClassPathResource("examples/" + file(method, path, type), AnswerExample.class);
		if (!file.exists()) {
			return Optional.empty();
		}
		try {
			String text = file.getContentAsString(StandardCharsets.UTF_8);
			return Optional.of(file.getFilename().endsWith(".json")
					? JsonMapper.shared().readValue(text, Object.class) : text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String file(String method, String path, MediaType type) {
		if (MediaType.valueOf(Traced.MEDIA_TYPE).equals(type)) {
			return "trace.json";
		}
		String name = path.substring("/api/".length()).replace("{", "").replace("}", "").replace('/', '-');
		return method.toLowerCase(Locale.ROOT) + "-" + name + "." + extension(type);
	}

	private static String extension(MediaType type) {
		return switch (type.getSubtype()) {
			case "plain" -> "txt";
			case "x-python" -> "py";
			case "svg+xml" -> "svg";
			case "event-stream" -> "events";
			default -> type.getSubtype();
		};
	}

}
