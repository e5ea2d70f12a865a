package dev.asynclab.problem;

import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.EnumIdConverterFactory;
import org.apache.catalina.core.StandardHost;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Configures what requests pass before the handlers: Tomcat's error report, the filter
 * and the strict reading of parameters. Streams are written on threads that belong to no
 * pool under study.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ FrontDoorProperties.class, WebMvcProperties.class })
class FrontDoorConfiguration implements WebMvcConfigurer {

	private final Formats formats;

	FrontDoorConfiguration(WebMvcProperties properties) {
		this.formats = new Formats(properties);
	}

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverter(new DurationConverter());
		registry.addConverterFactory(new EnumIdConverterFactory());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new StrictParametersInterceptor(this.formats)).addPathPatterns("/api/**");
	}

	@Override
	public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("mvc-");
		executor.setVirtualThreads(true);
		configurer.setTaskExecutor(executor);
	}

	@Bean
	Formats formats() {
		return this.formats;
	}

	@Bean
	static FrontDoorFilter frontDoorFilter(FrontDoorProperties properties) {
		return new FrontDoorFilter(properties);
	}

	@Bean
	static WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
		return (factory) -> factory.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ProblemReportValve.class.getName());
			}
		});
	}

}
