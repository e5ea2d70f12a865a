package dev.asynclab.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A test that runs at the widths of a phone, of a tablet and of a projector, in both
 * languages, in light and in dark. Its first three parameters are those of a
 * {@link PageInBrowser.View}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ParameterizedTest
@CsvSource({ "1440, en, light", "720, zh, dark", "375, en, dark", "375, zh, light" })
@interface EveryScreenTest {

}
