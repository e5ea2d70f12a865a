package dev.asynclab.lesson;

import java.time.Duration;
import java.util.List;

import dev.asynclab.job.Job;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Reads {@link JobParameters} from the query. Spring's data binding would do the same,
 * but it would parse the annotations of the record's components again for each request.
 */
@Component
final class JobParametersResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

	private static final TypeDescriptor TEXTS = TypeDescriptor.valueOf(String[].class);

	private static final TypeDescriptor JOBS = TypeDescriptor.collection(List.class, TypeDescriptor.valueOf(Job.class));

	private final ObjectProvider<ConversionService> conversions;

	JobParametersResolver(@Qualifier("mvcConversionService") ObjectProvider<ConversionService> conversions) {
		this.conversions = conversions;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this);
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == JobParameters.class;
	}

	@Override
	@SuppressWarnings("unchecked")
	public JobParameters resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		return new JobParameters((List<Job>) read("job", JOBS, parameter, request),
				(Integer) read("count", TypeDescriptor.valueOf(Integer.class), parameter, request),
				(Duration) read("delay", TypeDescriptor.valueOf(Duration.class), parameter, request));
	}

	private @Nullable Object read(String name, TypeDescriptor type, MethodParameter parameter,
			NativeWebRequest request) {
		String[] values = request.getParameterValues(name);
		if (values == null) {
			return null;
		}
		try {
			return this.conversions.getObject().convert(values, TEXTS, type);
		}
		catch (ConversionException ex) {
			throw new MethodArgumentTypeMismatchException(values, type.getType(), name, parameter, ex);
		}
	}

}
