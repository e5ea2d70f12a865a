package dev.asynclab.lesson;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Wrong input of every parameter is a problem that names it, and starts nothing.
 */
@LessonTest
class BadInputTests {

	@Autowired
	private RestTestClient client;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource(delimiter = ' ', textBlock = """
			/api/gather?job= job
			/api/gather?job=A job
			/api/gather?job=A:1 job
			/api/gather?job=A:-1s job
			/api/gather?job=A:61s job
			/api/gather?job=A:999999999999h job
			/api/gather?job=A:1parsec job
			/api/gather?job=A:1s:explode job
			/api/gather?job=A:1s&job=A:2s job
			/api/gather?job=A:1s&job= job
			/api/gather?job=A%00B:1s job
			/api/gather?job=A%0AB:1s job
			/api/gather?job=%F0%9F%98%80:1s job
			/api/gather?job=A:1s&count=2 job
			/api/gather?job=A:1s&delay=2s job
			/api/gather?count=0 count
			/api/gather?count=-1 count
			/api/gather?count=201 count
			/api/gather?count=99999999999999999999 count
			/api/gather?count=two count
			/api/gather?count= count
			/api/gather?count=1.5 count
			/api/gather?count=1&count=2 count
			/api/gather?delay= delay
			/api/gather?delay=-1s delay
			/api/gather?delay=60001ms delay
			/api/gather?delay=10 delay
			/api/gather?delay=999999999999999999h delay
			/api/gather?delay=soon delay
			/api/gather?style= style
			/api/gather?style=threads style
			/api/gather?style=ASYNC_POOL style
			/api/gather?limit=0 limit
			/api/gather?limit=-5 limit
			/api/gather?limit=many limit
			/api/gather?returnExceptions=perhaps returnExceptions
			/api/gather?format=pdf format
			/api/gather?jobs=A:1s jobs
			/api/gather?timeout=1s timeout
			/api/hello?delay=-1s delay
			/api/hello?delay=1d delay
			/api/hello?job=A:1s job
			/api/sequential?limit=2 limit
			/api/create-task?returnExceptions=true returnExceptions
			/api/compare?concept=unknown concept
			/api/compare?style=webclient style
			/api/sequential?count=6&delay=60s delay
			/api/gather?count=200&delay=60s&limit=1 delay
			/api/sequential?job=A:60s&job=B:60s&job=C:60s&job=D:60s&job=E:60s&job=F:60s job
			/api/gather?delay=1500us delay
			/api/create-task?job=A:5s:block&style=webclient job
			""")
	void namesTheParameter(String path, String parameter) {
		this.client.get()
			.uri(URI.create("http://localhost:" + this.port + path))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.parameter")
			.isEqualTo(parameter)
			.jsonPath("$.allowed")
			.isNotEmpty()
			.jsonPath("$.detail")
			.isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 1000, 10_000 })
	void refusesTooManyJobs(int jobs) {
		String query = IntStream.range(0, jobs).mapToObj((i) -> "job=j" + i + ":1s").collect(Collectors.joining("&"));
		this.client.get()
			.uri("/api/gather?" + query)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.parameter")
			.isEqualTo("job");
	}

	@Test
	void refusesNothingBecauseOfAFormThatIsNotRead() {
		this.client.get()
			.uri("/api/gather?count=1&delay=0ms")
			.header("Content-Type", "multipart/form-data")
			.exchange()
			.expectStatus()
			.isOk();
	}

	@Test
	void refusesAnAcceptThatItCantServe() {
		this.client.get()
			.uri("/api/gather")
			.accept(MediaType.APPLICATION_PDF)
			.exchange()
			.expectStatus()
			.isEqualTo(406)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "image/svg+xml", "text/event-stream" })
	void tellsTheProblemWhateverTheClientAccepts(String accept) {
		this.client.get()
			.uri("/api/gather?count=0")
			.accept(MediaType.valueOf(accept))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH" })
	void refusesOtherMethods(String method) {
		this.client.method(HttpMethod.valueOf(method))
			.uri("/api/gather")
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.valueEquals("Allow", "GET")
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

}
