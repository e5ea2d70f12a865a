package dev.asynclab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bounds under {@code asynclab.limits}, whichever feature they belong to.
 */
class LimitsTests {

	private static final String PREFIX = "asynclab.limits";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(AllProperties.class);

	static List<String> limits() throws IOException {
		return Pattern.compile("\\| `" + PREFIX + "\\.([a-z-]+)` \\| \\w+ \\|")
			.matcher(Files.readString(Path.of("src/docs/limits.md")))
			.results()
			.map((MatchResult row) -> row.group(1))
			.toList();
	}

	@Test
	void thePageHasThemAll() {
		this.runner.run((context) -> {
			Set<String> names = context.getBeansWithAnnotation(ConfigurationProperties.class)
				.values()
				.stream()
				.<Class<?>>map(Object::getClass)
				.filter((type) -> Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class))
					.value()
					.equals(PREFIX))
				.flatMap(LimitsTests::names)
				.collect(Collectors.toCollection(TreeSet::new));
			assertThat(names).hasSizeGreaterThan(20).containsExactlyInAnyOrderElementsOf(limits());
		});
	}

	@ParameterizedTest
	@MethodSource("limits")
	void theServiceDoesNotStartWithoutOne(String limit) {
		this.runner.withPropertyValues(PREFIX + "." + limit + "=0").run((context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure())))
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessageStartingWith(PREFIX + "." + limit + " must be ");
		});
	}

	private static Stream<String> names(Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()));
	}

	@ConfigurationPropertiesScan("dev.asynclab")
	static class AllProperties {

	}

}
