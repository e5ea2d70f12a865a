package dev.asynclab.answer;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets Tomcat notice clients that hang up.
 */
@Configuration(proxyBeanMethods = false)
class AnswerConfiguration {

	@Bean
	static WebServerFactoryCustomizer<TomcatServletWebServerFactory> hangUps() {
		return (factory) -> factory.setProtocol(HangUpProtocol.class.getName());
	}

}
