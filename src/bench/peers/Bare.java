import java.net.URI;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * The fan-out as plain code: an MVC endpoint that calls the upstream 10 times 10 ms and answers
 * with the ten bodies' sizes. Nothing is recorded, bounded or stopped. The clients have one loop
 * thread and as many connections as the lab's. Run it with the libraries of the lab's jar.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class Bare {

	private static final int CALLS = 10;

	private final URI upstream = URI.create(System.getenv("UPSTREAM") + "/delay/10ms?status=200");

	private final HttpClient netty = HttpClient.create(ConnectionProvider.create("bare", 10_000))
		.runOn(LoopResources.create("bare", 1, true));

	private final WebClient webClient = WebClient.builder()
		.clientConnector(new ReactorClientHttpConnector(this.netty))
		.build();

	public static void main(String[] args) {
		SpringApplication.run(Bare.class, args);
	}

	@GetMapping("/webclient")
	Mono<List<String>> webClient() {
		return fanOut(this.webClient.get().uri(this.upstream).retrieve().toBodilessEntity().thenReturn("done"));
	}

	@GetMapping("/netty")
	Mono<List<String>> netty() {
		return fanOut(this.netty.get().uri(this.upstream).response().thenReturn("done"));
	}

	private static Mono<List<String>> fanOut(Mono<String> call) {
		return Flux.range(0, CALLS).flatMapSequential((_) -> call, CALLS).collectList();
	}

}
