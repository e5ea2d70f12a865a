package dev.asynclab.answer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.asynclab.timeline.Traced;

import org.springframework.core.annotation.AliasFor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Maps a {@code GET} whose {@link Answer} is the report of a run: as JSON, text, SVG, a
 * trace or a stream of events.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@RequestMapping(method = RequestMethod.GET, produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE,
		"image/svg+xml", Traced.MEDIA_TYPE, MediaType.TEXT_EVENT_STREAM_VALUE })
public @interface ReportMapping {

	/**
	 * The path.
	 * @return one path, such as {@code /api/gather}
	 */
	@AliasFor(annotation = RequestMapping.class, attribute = "path")
	String[] value();

}
