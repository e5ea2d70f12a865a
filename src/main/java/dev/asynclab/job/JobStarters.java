package dev.asynclab.job;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

/**
 * The starters of all styles.
 */
@Component
public class JobStarters {

	private final Map<Style, JobStarter> starters;

	JobStarters(List<JobStarter> starters) {
		this.starters = starters.stream().collect(Collectors.toMap(JobStarter::style, Function.identity()));
	}

	/**
	 * Returns the starter of a style.
	 * @param style the style
	 * @return the starter
	 * @throws IllegalArgumentException if the style has no starter
	 */
	public JobStarter of(Style style) {
		JobStarter starter = this.starters.get(style);
		if (starter == null) {
			throw new IllegalArgumentException("Nothing starts jobs in style " + style.id());
		}
		return starter;
	}

	/**
	 * Returns the starter of a type, for methods that only this type has.
	 * @param <S> the type
	 * @param type the type
	 * @return the starter
	 */
	public <S extends JobStarter> S of(Class<S> type) {
		return this.starters.values().stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
	}

}
