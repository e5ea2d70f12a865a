package dev.asynclab;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.resttestclient.autoconfigure.RestTestClientBuilderCustomizer;
import org.springframework.boot.test.http.server.LocalTestWebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Replaces Boot's client, which gives an answer ten seconds: too few for a busy machine.
 */
@AutoConfiguration(
		beforeName = "org.springframework.boot.resttestclient.autoconfigure.RestTestClientTestAutoConfiguration")
class PatientClientConfiguration {

	private static final Duration READ_TIMEOUT = Duration.ofMinutes(2);

	@Bean
	RestTestClient restTestClient(ApplicationContext context, List<RestTestClientBuilderCustomizer> customizers) {
		ReactorClientHttpRequestFactory requests = new ReactorClientHttpRequestFactory();
		requests.setReadTimeout(READ_TIMEOUT);
		RestTestClient.Builder<?> builder = RestTestClient.bindToServer(requests)
			.uriBuilderFactory(LocalTestWebServer.obtain(context).uriBuilderFactory());
		customizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

}
