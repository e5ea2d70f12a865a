package dev.asynclab.upstream;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import dev.asynclab.AsyncLabApplication;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which upstream there is, by configuration and profile.
 */
@Timeout(120)
@Isolated("two applications that start at once would both set up the logging")
class UpstreamConfigurationTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withUserConfiguration(Properties.class, UpstreamConfiguration.class)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	@Test
	void startsAServerUnlessAnUrlIsGiven() {
		this.context.withPropertyValues("asynclab.upstream.port=0").run((context) -> {
			UpstreamServer server = context.getBean(UpstreamServer.class);
			assertThat(server.isRunning()).isTrue();
			assertThat(context.getBean(UpstreamAddress.class)).isSameAs(server);
			assertThat(server.url()).isEqualTo(URI.create("http://127.0.0.1:" + server.port()));
		});
	}

	@Test
	void startsNoServerWhenAnUrlIsGiven() {
		this.context.withPropertyValues("asynclab.upstream.url=http://upstream:8081").run((context) -> {
			assertThat(context).doesNotHaveBean(UpstreamServer.class);
			assertThat(context.getBean(UpstreamAddress.class).url()).isEqualTo(URI.create("http://upstream:8081"));
			assertThat(context.getBean(MeterRegistry.class).find("asynclab.upstream.inflight").gauge()).isNull();
		});
	}

	@Test
	void namesAnAddressThatAClientCanUseWhenBoundToAll() {
		this.context.withPropertyValues("asynclab.upstream.port=0", "asynclab.upstream.address=0.0.0.0")
			.run((context) -> assertThat(context.getBean(UpstreamAddress.class).url()).hasHost("localhost"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "url=", "url=upstream", "url=file:///etc", "port=-1", "port=65536", "max-delay=0s",
			"max-hang=-1s", "response-timeout=0", "connect-timeout=0s", "max-connections=0" })
	void refusesASettingThatMakesNoSense(String setting) {
		this.context.withPropertyValues("asynclab.upstream." + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("asynclab.upstream." + setting.substring(0, setting.indexOf('='))));
	}

	@Test
	void startsBeforeTheWebServerAndStopsAfterIt() {
		this.context.withPropertyValues("asynclab.upstream.port=0")
			.run((context) -> assertThat(context.getBean(UpstreamServer.class).getPhase())
				.isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
				.isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE));
	}

	@Test
	void runsAloneWithItsProfile() throws Exception {
		try (ConfigurableApplicationContext alone = SpringApplication.run(AsyncLabApplication.class,
				"--spring.profiles.active=upstream", "--asynclab.upstream.port=0")) {
			assertThat(alone).isNotInstanceOf(WebServerApplicationContext.class);
			assertThat(alone.getBeansOfType(Object.class).values())
				.extracting((bean) -> bean.getClass().getPackageName())
				.filteredOn((name) -> name.startsWith("dev.asynclab."))
				.containsOnly("dev.asynclab.upstream");
			URI url = alone.getBean(UpstreamAddress.class).url();
			assertThat(get(url + "/delay/1ms").statusCode()).isEqualTo(200);
			assertThat(get(url + "/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
		}
	}

	private static HttpResponse<String> get(String url) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(UpstreamProperties.class)
	static class Properties {

	}

}
