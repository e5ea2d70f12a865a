package dev.asynclab.asyncio;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the table of CPython's tests true: each has a twin here, which exists, or a
 * reason why it has none.
 */
class UpstreamTestsTests {

	private static final String NONE = "none: ";

	private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(Test.class, ParameterizedTest.class);

	@Test
	void eachHasATwinOrAReason() throws IOException {
		List<Row> rows = rows();
		assertThat(rows).hasSizeGreaterThan(1000);
		assertThat(rows).extracting(Row::upstream).doesNotHaveDuplicates().allMatch((name) -> name.startsWith("test_"));
		assertThat(rows).filteredOn((row) -> row.hasNoTwin() && row.here().length() <= NONE.length()).isEmpty();
	}

	@Test
	void eachTwinExists() throws IOException {
		assertThat(rows()).filteredOn((row) -> !row.hasNoTwin() && !isTest(row.here())).isEmpty();
	}

	private static boolean isTest(String twin) {
		int dot = twin.indexOf('.');
		try {
			Class<?> type = Class.forName(UpstreamTestsTests.class.getPackageName() + "." + twin.substring(0, dot));
			return Arrays.stream(type.getDeclaredMethods())
				.filter((method) -> method.getName().equals(twin.substring(dot + 1)))
				.anyMatch(UpstreamTestsTests::isTest);
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	private static boolean isTest(Method method) {
		return ANNOTATIONS.stream().anyMatch(method::isAnnotationPresent);
	}

	private static List<Row> rows() throws IOException {
		return Files.readAllLines(Path.of("src/test/resources/asyncio/upstream-tests.tsv"))
			.stream()
			.skip(1)
			.map((line) -> line.split("\t"))
			.map((cells) -> new Row(cells[0], cells[1]))
			.toList();
	}

	private record Row(String upstream, String here) {

		boolean hasNoTwin() {
			return this.here.startsWith(NONE);
		}

	}

}
