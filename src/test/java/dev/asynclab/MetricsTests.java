package dev.asynclab;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators see of the lab.
 */
@LabTest
class MetricsTests {

	@Autowired
	private RestTestClient client;

	@ParameterizedTest
	@ValueSource(strings = { "asynclab.tasks", "asynclab.tasks.ended", "asynclab.admitted.runs",
			"asynclab.admitted.tasks", "asynclab.upstream.inflight", "executor.queued", "executor.active",
			"executor.pool.size", "jvm.threads.virtual.parallelism", "jvm.threads.virtual.pool.size",
			"jvm.threads.virtual.mounted", "jvm.threads.virtual.queued" })
	void aMetricHasAValueAndIsThereForPrometheus(String metric) {
		this.client.get()
			.uri("/actuator/metrics/" + metric)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.measurements[0].value")
			.isNumber();
		assertThat(prometheus()).contains("\n" + metric.replace('.', '_'));
	}

	@Test
	void tasksAreToldApartByStyleAndState() {
		this.client.get()
			.uri("/actuator/metrics/asynclab.tasks")
			.exchange()
			.expectBody()
			.jsonPath("$.availableTags[?(@.tag == 'style')].values[*]")
			.value((styles) -> assertThat(styles).asInstanceOf(InstanceOfAssertFactories.list(String.class))
				.containsExactlyInAnyOrder("async-pool", "webclient", "virtual-thread", "asyncio", "hazelcast"))
			.jsonPath("$.availableTags[?(@.tag == 'state')].values[*]")
			.value((states) -> assertThat(states).asInstanceOf(InstanceOfAssertFactories.list(String.class))
				.containsExactlyInAnyOrder("pending", "running", "cancelling"));
	}

	@Test
	void anUnknownMetricIsAProblem() {
		this.client.get()
			.uri("/actuator/metrics/unknown")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.instance")
			.isEqualTo("/actuator/metrics/unknown");
	}

	private String prometheus() {
		return String.valueOf(this.client.get()
			.uri("/actuator/prometheus")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

}
