package dev.asynclab.browser;

import java.io.File;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/**
 * Starts one {@link Browser} for a test class when a method first asks for it, and quits
 * it after the class.
 */
class BrowserExtension extends TypeBasedParameterResolver<Browser> implements ExecutionCondition {

	private static final Log log = LogFactory.getLog(BrowserExtension.class);

	private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

	private final Optional<File> binary;

	private final Optional<File> chromedriver;

	private final boolean required;

	BrowserExtension() {
		this(System.getenv("PATH"), "required".equals(System.getProperty("asynclab.browser")));
	}

	BrowserExtension(String path, boolean required) {
		this.binary = find(path, "chromium", "chromium-browser", "google-chrome");
		this.chromedriver = find(path, "chromedriver");
		this.required = required;
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (this.binary.isPresent() && this.chromedriver.isPresent()) {
			return ConditionEvaluationResult.enabled("Chromium and chromedriver are installed");
		}
		if (this.required) {
			throw new IllegalStateException("A browser is required, but chromium or chromedriver is not on the PATH");
		}
		String notice = context.getDisplayName() + " skipped: chromium or chromedriver is not on the PATH";
		log.warn(notice);
		return ConditionEvaluationResult.disabled(notice);
	}

	@Override
	public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
		ExtensionContext testClass = context.getParent().orElse(context);
		return testClass.getStore(NAMESPACE)
			.computeIfAbsent(Browser.class,
					(_) -> new Browser(this.binary.orElseThrow(), this.chromedriver.orElseThrow()), Browser.class);
	}

	private static Optional<File> find(String path, String... names) {
		return Stream.of(path.split(File.pathSeparator, -1))
			.flatMap((directory) -> Arrays.stream(names).map((name) -> new File(directory, name)))
			.filter(File::canExecute)
			.findFirst();
	}

}
