package dev.asynclab.lesson;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.asynclab.LabTest;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.test.context.ActiveProfiles;

/**
 * A test of lessons over HTTP, which wait more than they work. These classes run one
 * after the other, in a lab of their own, beside the other classes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@LabTest
@ActiveProfiles("lessons")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("lessons")
public @interface LessonTest {

}
