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
	void aRequestThatWaitsHoldsNoThreadAndAnAsyncMethodStillHoldsOne() {
		JsonNode request = read("/api/nonblocking?on=request-thread&delay=50ms");
		assertThat(request.at("/thread").asString()).startsWith("tomcat-handler-");
		assertThat(request.at("/predicted/because").asString()).isEqualTo("512 calls at once / 0.05 s");
		JsonNode pool = read("/api/nonblocking?on=async-pool&delay=50ms");
		assertThat(pool.at("/thread").asString()).startsWith("async-");
		assertThat(pool.at("/predicted/because").asString()).isEqualTo("8 threads / 0.05 s");
	}

	@ParameterizedTest
	@CsvSource({ "event-loop, 1 thread / \\((0(\\.\\d+)? s \\+ )?1 × 0\\.01 s\\) = \\d+",
			"asyncio, 1 thread / \\((0(\\.\\d+)? s \\+ )?1 × 0\\.01 s\\) = \\d+",
			"async-pool, 1 thread / \\(0\\.\\d+ s \\+ 1 × 0\\.01 s\\) = \\d+",
			"virtual-thread, 'the rate, since every call has its own thread'" })
	void anExperimentIsPredictedAsBefore(String on, String because) {
		JsonNode report = read("/api/collapse?rate=20&delay=10ms&blockingShare=1&phase=500ms&on=" + on
				+ ("async-pool".equals(on) ? "&threads=1" : ""));
		assertThat(report.at("/phases/1/because").asString()).containsPattern(because + "$");
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
