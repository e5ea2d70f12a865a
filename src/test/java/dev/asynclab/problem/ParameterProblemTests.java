package dev.asynclab.problem;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.NotAllowedException;
import dev.asynclab.notation.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a caller is told about a wrong request.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "asynclab.upstream.port=0")
@AutoConfigureRestTestClient
@Import({ ParameterProblemTests.SampleController.class, ParameterProblemTests.StepConfiguration.class })
@Timeout(120)
class ParameterProblemTests {

	private static final String DURATION = "a duration with its unit, such as 500ms, 2s or PT2S";

	@Autowired
	private RestTestClient client;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			delay=2        | delay  | 2        | a duration with its unit, such as 500ms, 2s or PT2S
			delay=9999999999999d | delay | 9999999999999d | a duration with its unit, such as 500ms, 2s or PT2S
			delay=2%00s    | delay  | 2\u0000s | a duration with its unit, such as 500ms, 2s or PT2S
			pace=FAST      | pace   | FAST     | very-slow, fast
			pace=quick     | pace   | quick    | very-slow, fast
			count=x        | count  | x        | a whole number up to 2147483647
			count=0x10     | count  | 0x10     | a whole number up to 2147483647
			count=1%202    | count  | '1 2'    | a whole number up to 2147483647
			count=%202     | count  | ' 2'     | a value without space around it
			step=%0Aa:1s   | step   | '\na:1s' | a value without space around it
			count=99999999999 | count | 99999999999 | a whole number up to 2147483647
			flag=maybe     | flag   | maybe    | true, false
			share=half     | share  | half     | a number
			step=a:1s&step=b | step | b        | name:duration
			step=a:1       | step   | a:1      | a duration with its unit, such as 500ms, 2s or PT2S
			n-jobs=none    | n-jobs | none     | a whole number up to 2147483647
			n-jobs=13      | n-jobs | 13       | a number below 13
			""")
	void wrongValueNamesParameterValueAndWhatIsAllowed(String query, String parameter, String value, String allowed) {
		assertBadParameter("/api/sample/record?" + query, parameter, value, allowed);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			delay=2        | delay  | 2        | a duration with its unit, such as 500ms, 2s or PT2S
			delay=2s&pace=VERY_SLOW | pace | VERY_SLOW | very-slow, fast
			delay=2s&pace=slow | pace | slow  | very-slow, fast
			""")
	void wrongValueOfRequestParameterIsToldTheSameWay(String query, String parameter, String value, String allowed) {
		assertBadParameter("/api/sample/plain?" + query, parameter, value, allowed);
	}

	@Test
	void rightValuesAreRead() {
		String query = "delay=2s&pace=very-slow&count=3&flag=true&share=0.5&step=a:1s&step=b:2s&n-jobs=4";
		assertThat(text("/api/sample/record?" + query)).isEqualTo(
				"Settings[delay=PT2S, pace=VERY_SLOW, count=3, flag=true, share=0.5, step=[Step[name=a, delay=PT1S], Step[name=b, delay=PT2S]], jobs=4]");
		assertThat(text("/api/sample/plain?delay=2s&pace=fast&format=text")).isEqualTo("PT2S FAST");
	}

	@Test
	void wrongPathVariableIsNamed() {
		assertBadParameter("/api/sample/of/slow", "pace", "slow", "very-slow, fast");
	}

	@Test
	void missingParameterIsNamed() {
		assertMissing("/api/sample/plain?pace=fast", "delay", DURATION);
		assertMissing("/api/sample/required", "count", "a whole number up to 2147483647");
	}

	private void assertMissing(String uri, String parameter, String allowed) {
		this.client.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.parameter")
			.isEqualTo(parameter)
			.jsonPath("$.value")
			.doesNotExist()
			.jsonPath("$.allowed")
			.isEqualTo(allowed);
	}

	@Test
	void reasonOfRecordThatRefusesItsComponentsIsTold() {
		this.client.get()
			.uri("/api/sample/record?count=-1")
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("count is at least 0");
	}

	@Test
	void unknownParameterIsNamedWithTheKnownOnes() {
		assertBadParameter("/api/sample/record?delay=2s&dealy=3s", "dealy", "3s",
				"delay, pace, count, flag, share, step, n-jobs, format");
		assertBadParameter("/api/sample/plain?delay=2s&pace=fast&x=1", "x", "1", "delay, pace, format");
		assertBadParameter("/api/sample/of/fast?pace=fast", "pace", "fast", "format");
	}

	@ParameterizedTest
	@ValueSource(strings = { "delay", "pace", "count", "flag", "share", "step", "n-jobs", "format" })
	void emptyValueIsNotTheDefault(String parameter) {
		assertBadParameter("/api/sample/record?" + parameter + "=", parameter, "",
				"a value, or leave the parameter out");
	}

	@ParameterizedTest
	@CsvSource({ "delay=1s&delay=2s,delay,'1s, 2s'", "count=1&count=1,count,'1, 1'",
			"format=text&format=json,format,'text, json'" })
	void singleParameterGivenTwiceIsRefused(String query, String parameter, String value) {
		assertBadParameter("/api/sample/record?" + query, parameter, value, "one value");
	}

	@Test
	void unknownFormatIsNamed() {
		assertBadParameter("/api/sample/pictured?format=bogus", "format", "bogus", "svg, text");
		assertBadParameter("/api/sample/pictured?format=pdf", "format", "pdf", "svg, text");
		assertBadParameter("/api/sample/pictured?format=json", "format", "json", "svg, text");
		assertBadParameter("/api/sample/of/fast?format=pdf", "format", "pdf", "json, svg, text");
	}

	@Test
	void formatBeatsAccept() {
		this.client.get()
			.uri("/api/sample/pictured?format=svg")
			.accept(MediaType.TEXT_PLAIN)
			.exchange()
			.expectHeader()
			.contentTypeCompatibleWith("image/svg+xml");
		this.client.get()
			.uri("/api/sample/pictured")
			.accept(MediaType.TEXT_PLAIN)
			.exchange()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_PLAIN);
	}

	@Test
	void longValueIsCutShort() {
		this.client.get()
			.uri("/api/sample/record?delay=" + "9".repeat(20_000))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.value")
			.value(String.class, (value) -> assertThat(value).startsWith("999").hasSizeLessThan(300));
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "image/svg+xml", "text/event-stream", "text/html", "application/xml" })
	void problemIsJsonWhateverIsAccepted(String accept) {
		for (String uri : List.of("/api/sample/record?delay=2", "/api/nothing", "/api/sample/pictured?format=bogus")) {
			this.client.get()
				.uri(uri)
				.header("Accept", accept)
				.exchange()
				.expectStatus()
				.is4xxClientError()
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.expectBody()
				.jsonPath("$.instance")
				.isEqualTo(uri.replaceFirst("\\?.*", ""));
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET,/nothing,404", "GET,/api/nothing,404", "POST,/api/nothing,404", "GET,/error,404",
			"DELETE,/api/sample/plain,405", "POST,/,405", "POST,/actuator/health,405", "GET,/actuator/env,404" })
	void unknownPathAndWrongMethodAreProblems(String method, String path, int status) {
		this.client.method(HttpMethod.valueOf(method))
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status);
	}

	@Test
	void wrongMethodNamesTheAllowedOnes() {
		this.client.delete().uri("/api/sample/body").exchange().expectHeader().valueEquals("Allow", "POST");
		this.client.post().uri("/actuator/health").exchange().expectHeader().valueEquals("Allow", "GET");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/pdf", "garbage", "image/png;q=1" })
	void wrongAcceptIsNotAcceptable(String accept) {
		this.client.get()
			.uri("/api/sample/pictured")
			.header("Accept", accept)
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.NOT_ACCEPTABLE)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded" })
	void wrongContentTypeIsUnsupported(String type) {
		this.client.post()
			.uri("/api/sample/body")
			.header("Content-Type", type)
			.body("pace=fast")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void contentTypeThatIsNoneIsUnsupported() throws IOException {
		RawHttp answer = RawHttp.send(this.port, "POST /api/sample/body HTTP/1.1", "Host: localhost",
				"Content-Type: garbage");
		assertThat(answer.status()).isEqualTo(415);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					''                             | The body is missing or can't be read.
					{"name                         | The body is not the JSON that is expected (line 1, column 7).
					[]                             | The body is not the JSON that is expected (line 1, column 1).
					{"steps":[{"count":1},{"count":"x"}]}   | steps[1].count=x is not allowed; allowed: a whole number up to 2147483647.
					{"pace":"quick"}               | pace=quick is not allowed; allowed: very-slow, fast.
					{"steps":[{}]}                 | steps[0].count is missing or has the wrong type; allowed: a whole number up to 2147483647.
					{"name":{}}                    | name is missing or has the wrong type; allowed: a text.
					{"steps":1}                    | steps is missing or has the wrong type; allowed: a list.
					""")
	void unreadableBodyIsBadRequest(String body, String detail) {
		this.client.post()
			.uri("/api/sample/body")
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo(detail);
	}

	private String text(String uri) {
		return String.valueOf(this.client.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	private void assertBadParameter(String uri, String parameter, String value, String allowed) {
		this.client.get()
			.uri(URI.create(uri))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.parameter")
			.isEqualTo(parameter)
			.jsonPath("$.value")
			.isEqualTo(value)
			.jsonPath("$.allowed")
			.isEqualTo(allowed)
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains(parameter, allowed)
				.doesNotContain("java.", "dev.asynclab"));
	}

	enum Pace {

		VERY_SLOW, FAST

	}

	record Required(int count) {
	}

	record Step(String name, Duration delay) {
	}

	record Settings(Duration delay, Pace pace, Integer count, Boolean flag, Double share, List<Step> step,
			@BindParam("n-jobs") Integer jobs) {

		Settings {
			if (count != null && count < 0) {
				throw new IllegalArgumentException("count is at least 0");
			}
			if (jobs != null && jobs == 13) {
				throw new BadParameterException("n-jobs", jobs, Sentence.of("test", "a number below 13"));
			}
		}

	}

	record Body(String name, Pace pace, List<Part> steps) {

		record Part(int count) {
		}

	}

	@RestController
	@RequestMapping("/api/sample")
	static class SampleController {

		@GetMapping("/record")
		String readsRecord(@ParameterObject Settings settings) {
			return settings.toString();
		}

		@GetMapping("/required")
		String readsRequired(@ParameterObject Required required) {
			return required.toString();
		}

		@GetMapping("/plain")
		String readsParameters(@RequestParam Duration delay, @RequestParam(name = "pace") Pace aPace) {
			return delay + " " + aPace;
		}

		@GetMapping("/of/{pace}")
		Pace readsPath(@PathVariable Pace pace) {
			return pace;
		}

		@GetMapping(path = "/pictured", produces = { "image/svg+xml", "text/plain" })
		String hasFormats() {
			return "<svg/>";
		}

		@PostMapping("/body")
		Body readsBody(@RequestBody Body body) {
			return body;
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class StepConfiguration implements WebMvcConfigurer {

		@Override
		public void addFormatters(FormatterRegistry registry) {
			registry.addConverter(new StepConverter());
		}

	}

	static class StepConverter implements Converter<String, Step> {

		@Override
		public Step convert(String source) {
			int colon = source.indexOf(':');
			if (colon < 0) {
				throw new NotAllowedException(Sentence.of("test", "name:duration"));
			}
			return new Step(source.substring(0, colon), new DurationConverter().convert(source.substring(colon + 1)));
		}

	}

}
