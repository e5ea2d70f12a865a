package dev.asynclab.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.asynclab.LabTest;
import dev.asynclab.browser.BrowserTest;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.test.context.ActiveProfiles;

/**
 * Tests of the page in a browser. These classes run one after the other, in a lab of
 * their own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@BrowserTest
@LabTest
@ActiveProfiles("page")
@ResourceLock("page")
@interface BrowserPageTest {

}
