package dev.asynclab.problem;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.springframework.boot.webmvc.autoconfigure.WebMvcProperties;
import org.springframework.http.MediaType;

/**
 * The values of {@code format=}. {@code spring.mvc.contentnegotiation.media-types} maps
 * them to media types.
 */
public final class Formats {

	/** The name of the parameter. */
	public static final String PARAMETER = "format";

	private final Map<String, MediaType> mediaTypes;

	Formats(WebMvcProperties properties) {
		this.mediaTypes = properties.getContentnegotiation().getMediaTypes();
	}

	/**
	 * Returns all formats.
	 * @return their names, sorted
	 */
	public List<String> all() {
		return this.mediaTypes.keySet().stream().sorted().toList();
	}

	/**
	 * Returns the formats in which something can be produced.
	 * @param producible the media types in which it can be produced
	 * @return the names, sorted; empty if there are none
	 */
	public List<String> of(Collection<MediaType> producible) {
		return all().stream()
			.filter((name) -> producible.stream().anyMatch((type) -> type.includes(this.mediaTypes.get(name))))
			.toList();
	}

}
