package dev.asynclab.notation;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A sentence, or a few words, that the service says to users. In JSON the English is a
 * string, such as {@code lesson}, and beside it stands the sentence, such as
 * {@code lessonSentence}: its code and its arguments, by which a client can say the same
 * in another language.
 *
 * @param code names the sentence in all languages, in kebab-case words with dots between
 * them, such as {@code gather.limit}
 * @param english the English, in which <code>{0}</code> stands for the first argument
 * @param args the arguments: numbers, texts and sentences
 */
public record Sentence(String code, @JsonIgnore String english, List<Object> args) {

	private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");

	/**
	 * Copies the arguments.
	 */
	public Sentence {
		args = List.copyOf(args);
	}

	/**
	 * Creates a sentence.
	 * @param code its code
	 * @param english its English, with <code>{0}</code> to <code>{9}</code> where the
	 * arguments belong
	 * @param args the arguments; what is neither a number nor a sentence is taken as text
	 * @return the sentence
	 */
	public static Sentence of(String code, String english, Object... args) {
		return new Sentence(code, english,
				Arrays.stream(args)
					.map((arg) -> (arg instanceof Number || arg instanceof Sentence) ? arg : arg.toString())
					.toList());
	}

	/**
	 * Lists names, which are the same in every language.
	 * @param names the names
	 * @return the names with commas between them
	 */
	public static Sentence names(Collection<String> names) {
		return of("names", "{0}", String.join(", ", names));
	}

	/**
	 * Says the sentence in English.
	 * @return the English with its arguments
	 */
	public String text() {
		return this.args.isEmpty() ? this.english : ARGUMENT.matcher(this.english)
			.replaceAll((it) -> Matcher.quoteReplacement(this.args.get(Integer.parseInt(it.group(1))).toString()));
	}

	@Override
	public String toString() {
		return text();
	}

}
