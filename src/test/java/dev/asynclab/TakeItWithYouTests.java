package dev.asynclab;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users copy: the page that lists it, with what each class needs, and that the event
 * loop stands alone. With {@code -Dtake.it.write=true} this test writes the page.
 */
class TakeItWithYouTests {

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Path ASYNCIO = SOURCES.resolve("dev/asynclab/asyncio");

	private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?(?<name>[a-z0-9_.]+)\\.[A-Z].*;$");

	private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

	/** Which dependency has a package: the first that fits. */
	private static final Map<String, String> DEPENDENCIES = dependencies();

	private static Map<String, String> dependencies() {
		Map<String, String> dependencies = new LinkedHashMap<>();
		dependencies.put("java.", "");
		dependencies.put("javax.sql", "");
		dependencies.put("org.jspecify.", "`jspecify`");
		dependencies.put("org.slf4j", "`slf4j-api`");
		dependencies.put("dev.asynclab.asyncio", "[`asyncio`](../main/java/dev/asynclab/asyncio)");
		dependencies.put("dev.asynclab.job",
				"a bean of this name: [`AsyncPool`](../main/java/dev/asynclab/job/AsyncPool.java)");
		dependencies.put("org.springframework.web.reactive.", "`spring-boot-starter-webflux`");
		dependencies.put("org.springframework.http.client.reactive", "`spring-boot-starter-webflux`");
		dependencies.put("reactor.netty.", "`spring-boot-starter-webflux`");
		dependencies.put("reactor.", "`reactor-core`");
		dependencies.put("org.springframework.jdbc.", "`spring-boot-starter-jdbc`");
		dependencies.put("org.springframework.transaction.", "`spring-tx`");
		dependencies.put("org.springframework.cloud.", "`spring-cloud-starter-circuitbreaker-resilience4j`");
		dependencies.put("io.github.resilience4j.", "`spring-cloud-starter-circuitbreaker-resilience4j`");
		dependencies.put("io.micrometer.context", "`context-propagation`");
		dependencies.put("com.hazelcast.", "`hazelcast`");
		dependencies.put("org.springframework.core.", "`spring-core`");
		dependencies.put("org.springframework.", "`spring-context`");
		return dependencies;
	}

	@Test
	void thePageListsEveryLesson() throws IOException {
		section("lessons", files("lesson", "(AsyncPool|WebClient|VirtualThread|Asyncio)\\w+\\.java"));
	}

	@Test
	void thePageListsEveryCure() throws IOException {
		section("cures", files("storm/cure", "[A-Z]\\w+\\.java"));
	}

	@Test
	void thePageListsEveryPitfall() throws IOException {
		section("pitfalls", files("pitfall", "(Broken|Fixed)\\w+\\.java"));
	}

	private static void section(String name, List<Path> files) throws IOException {
		assertThat(files).hasSizeGreaterThan(5);
		String rows = files.stream()
			.collect(Collectors.groupingBy(Path::getParent, LinkedHashMap::new, Collectors.toList()))
			.values()
			.stream()
			.flatMap((group) -> group.stream().map(TakeItWithYouTests::row))
			.collect(Collectors.joining());
		new DocumentSection("take-it-with-you.md", name)
			.hasOrIsGiven("\n| copy | with | needs |\n| --- | --- | --- |\n" + rows + "\n", "take.it.write");
	}

	private static String row(Path file) {
		Set<Path> others = new TreeSet<>();
		collect(file, others);
		others.remove(file);
		Set<String> needs = new TreeSet<>();
		Stream.concat(Stream.of(file), others.stream()).forEach((each) -> needs.addAll(needs(each)));
		needs.remove("");
		return "| %s | %s | %s |%n".formatted(link(file),
				others.stream().map(TakeItWithYouTests::link).collect(Collectors.joining(", ")),
				String.join(", ", needs)).replace("\r", "");
	}

	private static String link(Path file) {
		return "[`%s`](../main/java/%s)".formatted(simpleName(file), SOURCES.relativize(file));
	}

	private static String simpleName(Path file) {
		return file.getFileName().toString().replace(".java", "");
	}

	// The classes of the same package that a class names, and those that they name.
	private static void collect(Path file, Set<Path> found) {
		if (found.add(file)) {
			String code = COMMENT.matcher(text(file)).replaceAll("");
			for (Path sibling : list(file.getParent())) {
				boolean named = Pattern.compile("\\b" + simpleName(sibling) + "\\b").matcher(code).find();
				if (named && !simpleName(sibling).equals("package-info")) {
					collect(sibling, found);
				}
			}
		}
	}

	private static Set<String> needs(Path file) {
		return IMPORT.matcher(text(file)).results().map((MatchResult line) -> {
			String name = line.group("name");
			return DEPENDENCIES.entrySet()
				.stream()
				.filter((dependency) -> name.startsWith(dependency.getKey()))
				.map(Map.Entry::getValue)
				.findFirst()
				.orElseThrow(() -> new AssertionError(file + " needs " + name + ", which the page can't name"));
		}).collect(Collectors.toSet());
	}

	@Test
	void theEventLoopCompilesAloneAndItsFirstExampleRuns(@TempDir Path classes) throws Exception {
		String example = Pattern.compile("(?s)<pre class=\"code\">\\n(.*?)</pre>")
			.matcher(text(ASYNCIO.resolve("package-info.java")))
			.results()
			.findFirst()
			.orElseThrow()
			.group(1)
			.replaceAll("(?m)^ \\* ?", "")
			.replace("&lt;", "<")
			.replace("&gt;", ">");
		Path program = classes.resolve("Example.java");
		Files.writeString(program, """
				import static dev.asynclab.asyncio.Asyncio.*;
				import static java.time.Duration.ofSeconds;
				import dev.asynclab.asyncio.Asyncio;
				import dev.asynclab.asyncio.Task;

				public class Example {

					public static Object run() throws Exception {
						return %s
					}

				}
				""".formatted(example.replaceAll("ofSeconds\\((\\d)\\)", "ofSeconds($1).dividedBy(100)")));
		Path jspecify = Path.of(Nullable.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		List<Path> sources = new ArrayList<>(list(ASYNCIO));
		sources.add(program);
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter said = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			assertThat(compiler.getTask(said, files, null,
					List.of("-proc:none", "-d", classes.toString(), "-cp", jspecify.toString(), "--release", "25"), null,
					files.getJavaFileObjectsFromPaths(sources))
				.call()).as(said::toString).isTrue();
		}
		try (URLClassLoader loader = new URLClassLoader(
				new URL[] { classes.toUri().toURL(), jspecify.toUri().toURL() },
				ClassLoader.getPlatformClassLoader())) {
			assertThat(loader.loadClass("Example").getMethod("run").invoke(null))
				.isEqualTo(List.of("task1 done", "task2 done"));
		}
	}

	private static List<Path> files(String below, String pattern) throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES.resolve("dev/asynclab").resolve(below))) {
			return files.filter((file) -> file.getFileName().toString().matches(pattern)).sorted().toList();
		}
	}

	private static List<Path> list(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
