package dev.asynclab.collapse;

import dev.asynclab.LabTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The predictions and the names of threads with {@code spring.threads.virtual.enabled}.
 */
@LabTest
@TestPropertySource(properties = "spring.threads.virtual.enabled=true")
class VirtualRequestThreadTests {

	@Autowired
	private RestTestClient client;

	@Test
	void aRequestThatBlocksItsThreadIsLimitedOnlyByTheCallsAtOnce() {
		JsonNode answer = read("/api/blocking?on=request-thread&delay=50ms");
		assertThat(answer.at("/predicted/perSecond").asDouble()).isEqualTo(512 / 0.05);
		assertThat(answer.at("/predicted/because").asString()).isEqualTo("512 calls at once / 0.05 s");
		assertThat(answer.at("/thread").asString()).startsWith("tomcat-handler-");
	}

	@ParameterizedTest
	@CsvSource({ "event-loop, lab-loop-, 1 thread / 0.05 s", "asyncio, lab-asyncio/, 1 thread / 0.05 s",
			"async-pool, async-, 8 threads / 0.05 s", "virtual-thread, virtual-, 512 calls at once / 0.05 s" })
	void theOtherPlacesKeepTheThreadsThatTheyBring(String on, String thread, String because) {
		JsonNode answer = read("/api/blocking?delay=50ms&on=" + on);
		assertThat(answer.at("/thread").asString()).startsWith(thread);
		assertThat(answer.at("/predicted/because").asString()).isEqualTo(because);
	}

	@Test
	void offloadedCallsKeepTheirWorkers() {
		JsonNode answer = read("/api/blocking?on=request-thread&delay=50ms&offload=true");
		assertThat(answer.at("/thread").asString()).startsWith("offload-");
		assertThat(answer.at("/predicted/because").asString()).isEqualTo(CallSites.WORKERS + " threads / 0.05 s");
	}

	@Test
	void aWorkloadIsPredictedAsBefore() {
		JsonNode report = read("/api/capacity?calls=3&delay=50ms&rate=60&threads=8&mode=predict");
		assertThat(report.at("/styles/0/predicted/capacity").asDouble()).isEqualTo(53.3);
		assertThat(report.at("/styles/0/predicted/bottleneck").asString()).isEqualTo("thread");
	}

	private JsonNode read(String path) {
		return JsonMapper.shared()
			.readTree(this.client.get()
				.uri(path)
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.returnResult()
				.getResponseBody());
	}

}
