package dev.asynclab.page;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the source files that the build put on the class path, and HELP.md with its
 * documents. Nothing else can be reached under these paths.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

	private static final String ROOT = "classpath:/META-INF/asynclab/";

	// Browsers ask for this icon on pages that name none, such as HELP.md.
	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addViewController("/favicon.ico").setViewName("forward:/page/icon.svg");
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/sources/**")
			.addResourceLocations(ROOT + "sources/dev/asynclab/")
			.setCacheControl(CacheControl.noCache());
		registry.addResourceHandler("/*.md")
			.addResourceLocations(ROOT + "help/", ROOT + "help/src/docs/")
			.setCacheControl(CacheControl.noCache());
	}

}
