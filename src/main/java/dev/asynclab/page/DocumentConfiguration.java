package dev.asynclab.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import dev.asynclab.page.Documents.Document;
import dev.asynclab.upstream.UpstreamAddress;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Shows the documents as pages to whoever asks for HTML, which is browsers. Their
 * commands have the address under which this service was asked. Everyone else, and
 * {@code format=text}, gets the Markdown.
 */
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {

	private final Documents documents;

	private final UpstreamAddress upstream;

	private final String template = Documents.text("dev/asynclab/page/document.html");

	DocumentConfiguration(Documents documents, UpstreamAddress upstream) {
		this.documents = documents;
		this.upstream = upstream;
	}

	@Bean
	RouterFunction<ServerResponse> documentPages() {
		// Every request of the service is asked this, so the cheap question comes first.
		return RouterFunctions.route(wantsHtml().and(RequestPredicates.GET("/{name}.md")).and(this::isThere),
				this::page);
	}

	private static RequestPredicate wantsHtml() {
		return (request) -> accepts(request, MediaType.TEXT_HTML) && request.param("format").isEmpty();
	}

	// A header that is no list of media types is refused where an answer has a type.
	private static boolean accepts(ServerRequest request, MediaType type) {
		try {
			return request.headers().accept().contains(type);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private boolean isThere(ServerRequest request) {
		return this.documents.find(name(request)) != null;
	}

	private ServerResponse page(ServerRequest request) {
		Document document = this.documents.find(name(request));
		if (document == null) {
			return ServerResponse.notFound().build();
		}
		String contents = document.headings()
			.stream()
			.map((heading) -> "<li><a href=\"#" + heading.id() + "\">" + heading.title() + "</a></li>")
			.collect(Collectors.joining("\n"));
		return ServerResponse.ok()
			.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
			.cacheControl(CacheControl.noCache())
			.header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
			.body(addressed(this.template.replace("{title}", document.title())
				.replace("{file}", name(request))
				.replace("{contents}", contents)
				.replace("{document}", document.html()), request.uri()));
	}

	private static String name(ServerRequest request) {
		return request.pathVariable("name") + ".md";
	}

	private String addressed(String html, URI own) {
		return html.replace("localhost:8081", this.upstream.url().getAuthority())
			.replace("localhost:8080", own.getAuthority());
	}

}
