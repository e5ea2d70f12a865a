package dev.asynclab.browser;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test class whose methods can take a {@link Browser}. Where no browser is installed
 * the class is skipped with a notice, or fails if the system property
 * {@code asynclab.browser} is {@code required}. These classes run beside the others, but
 * each needs a {@code ResourceLock}, without which its methods would use its browser all
 * at once.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(BrowserExtension.class)
@Execution(ExecutionMode.CONCURRENT)
public @interface BrowserTest {

}
