package dev.asynclab.lesson;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * The registry of the concepts that the lab teaches, in the order of the tutorial.
 */
@Component
public class Concepts {

	private static final String CONTROLLER = "Controller";

	private final List<Concept> inOrder;

	private final Map<String, Concept> byName;

	Concepts(List<Concept> concepts) {
		this.inOrder = List.copyOf(concepts);
		this.byName = concepts.stream().collect(Collectors.toMap(Concept::name, Function.identity()));
	}

	List<Concept> inOrder() {
		return this.inOrder;
	}

	Optional<Concept> find(String name) {
		return Optional.ofNullable(this.byName.get(name));
	}

	List<String> comparable() {
		return this.inOrder.stream()
			.filter((concept) -> concept.comparable().isPresent())
			.map(Concept::name)
			.sorted()
			.toList();
	}

	/**
	 * Returns a concept that can be compared.
	 * @param name the name of the concept
	 * @return the concept
	 * @throws BadParameterException if no concept of that name can be compared
	 */
	public Concept comparable(String name) {
		return find(name).filter((concept) -> concept.comparable().isPresent())
			.orElseThrow(() -> new BadParameterException("concept", name, Sentence.names(comparable())));
	}

	/**
	 * Returns the styles that have a lesson class for a concept.
	 * @param concept the concept
	 * @return the styles
	 */
	public static List<Style> styles(Concept concept) {
		return Arrays.stream(Style.values()).filter((style) -> concept.gap(style).isEmpty()).toList();
	}

	List<ConceptEntry> entries() {
		return this.inOrder.stream()
			.map((concept) -> new ConceptEntry(concept.name(), "/api/" + concept.name(), concept.description(),
					concept.comparable().isPresent(),
					Arrays.stream(Style.values()).map((style) -> cell(concept, style)).toList()))
			.toList();
	}

	private static ConceptCell cell(Concept concept, Style style) {
		return concept.gap(style)
			.map((gap) -> new ConceptCell(style, null, gap.reason(), gap.nearest()))
			.orElseGet(() -> new ConceptCell(style, source(concept.getClass(), style), null, null));
	}

	// A style's own lesson class if there is one, else the class of its shape.
	private static String source(Class<?> controller, Style style) {
		String topic = ClassUtils.getShortName(controller).replace(CONTROLLER, "");
		String own = Arrays.stream(style.id().split("-")).map(Concepts::capitalized).collect(Collectors.joining());
		String prefix = ClassUtils.isPresent(controller.getPackageName() + "." + own + topic, null) ? own
				: style.shape().prefix();
		String folder = controller.getPackageName().substring(controller.getPackageName().lastIndexOf('.') + 1);
		return "lesson/" + folder + "/" + prefix + topic + ".java";
	}

	private static String capitalized(String word) {
		return Character.toUpperCase(word.charAt(0)) + word.substring(1);
	}

	record ConceptEntry(String concept, String path, String description, boolean comparable, List<ConceptCell> styles) {

	}

	/**
	 * A concept in one style.
	 *
	 * @param style the style
	 * @param source the file of its lesson class, below {@code sources/}
	 * @param reasonSentence why it has none
	 * @param nearest the nearest alternative then
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ConceptCell(Style style, @Nullable String source, @Nullable Sentence reasonSentence,
			@Nullable String nearest) {

		/**
		 * Tells whether tasks of the style run in other processes.
		 * @return true if they do; null if not
		 */
		@JsonProperty
		@Nullable Boolean distributed() {
			return this.style.isDistributed() ? true : null;
		}

		@JsonProperty
		@Nullable String reason() {
			return (this.reasonSentence != null) ? this.reasonSentence.text() : null;
		}

	}

}
