package dev.asynclab.lesson;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How the parameters that the lessons share are read.
 */
@Configuration(proxyBeanMethods = false)
class LessonConfiguration implements WebMvcConfigurer {

	private final ObjectProvider<ConversionService> conversions;

	LessonConfiguration(@Qualifier("mvcConversionService") ObjectProvider<ConversionService> conversions) {
		this.conversions = conversions;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new JobParametersResolver(this.conversions.getObject()));
	}

}
