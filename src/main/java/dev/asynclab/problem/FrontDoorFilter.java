package dev.asynclab.problem;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.asynclab.notation.Sentence;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other sites out. Since a GET starts load, only the lab's own pages may send one.
 * Requests with a Host that is not the lab's get a 403 (it could be any name that was
 * rebound to this machine), and so do requests that a browser sends on behalf of another
 * site. Another site may link to a page of the lab, but not to its API.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class FrontDoorFilter extends OncePerRequestFilter {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; "
			+ "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; "
			+ "frame-ancestors 'none'";

	private final Set<String> hosts;

	FrontDoorFilter(FrontDoorProperties properties) {
		this.hosts = Stream.concat(Stream.of("localhost", "127.0.0.1", "[::1]"), properties.allowedHosts().stream())
			.map((host) -> host.toLowerCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Referrer-Policy", "same-origin");
		response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
		if (!this.hosts.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
			refuse(request, response, Sentence.of("forbidden.host",
					"This host is not the lab's; asynclab.web.allowed-hosts lists more."));
		}
		else if (isCrossSite(request) && (isApi(request) || !isTopLevelNavigation(request))) {
			refuse(request, response, Sentence.of("forbidden.site", "Pages of another site may not use the lab."));
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static void refuse(HttpServletRequest request, HttpServletResponse response, Sentence reason)
			throws IOException {
		request.setAttribute(ProblemReportValve.SENTENCE, reason);
		response.sendError(HttpServletResponse.SC_FORBIDDEN, reason.text());
	}

	private static boolean isCrossSite(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		return (site != null) ? !(site.equals("same-origin") || site.equals("none")) : hasForeignOrigin(request);
	}

	private static boolean hasForeignOrigin(HttpServletRequest request) {
		try {
			return CorsUtils.isCorsRequest(request);
		}
		catch (IllegalArgumentException ex) {
			return true;
		}
	}

	private static boolean isApi(HttpServletRequest request) {
		String path = request.getServletPath();
		return path.equals("/api") || path.startsWith("/api/");
	}

	private static boolean isTopLevelNavigation(HttpServletRequest request) {
		return "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
				&& "document".equals(request.getHeader("Sec-Fetch-Dest"));
	}

}
