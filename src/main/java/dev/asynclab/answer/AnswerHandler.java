package dev.asynclab.answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitterReturnValueHandler;

/**
 * Starts the work of an {@link Answer}, and answers with its report or with a stream of
 * its entries.
 */
@Component
class AnswerHandler implements HandlerMethodReturnValueHandler, SmartInitializingSingleton {

	private final ContentNegotiationManager negotiation;

	private final RequestMappingHandlerAdapter adapter;

	private final HandlerMethodReturnValueHandler streams;

	AnswerHandler(@Qualifier("mvcContentNegotiationManager") ContentNegotiationManager negotiation,
			@Qualifier("requestMappingHandlerAdapter") RequestMappingHandlerAdapter adapter) {
		this.negotiation = negotiation;
		this.adapter = adapter;
		this.streams = handlers(adapter).stream()
			.filter(ResponseBodyEmitterReturnValueHandler.class::isInstance)
			.findFirst()
			.orElseThrow();
	}

	private static List<HandlerMethodReturnValueHandler> handlers(RequestMappingHandlerAdapter adapter) {
		return Objects.requireNonNull(adapter.getReturnValueHandlers());
	}

	// Puts this handler first: handlers that MVC is configured with come after the one
	// for @ResponseBody, which takes every type.
	@Override
	public void afterSingletonsInstantiated() {
		List<HandlerMethodReturnValueHandler> handlers = new ArrayList<>(handlers(this.adapter));
		handlers.addFirst(this);
		this.adapter.setReturnValueHandlers(handlers);
	}

	@Override
	public boolean supportsReturnType(MethodParameter returnType) {
		return Answer.class.isAssignableFrom(returnType.getParameterType());
	}

	@Override
	public void handleReturnValue(@Nullable Object value, MethodParameter returnType, ModelAndViewContainer container,
			NativeWebRequest request) throws Exception {
		Answer<?> answer = (Answer<?>) Objects.requireNonNull(value);
		if (isStream(request)) {
			this.streams.handleReturnValue(EventStream.of(answer), returnType, container, request);
		}
		else {
			Running<?> running = answer.start(Answer.UNHEARD);
			if (running.cancellation() != null) {
				request.setAttribute(HangUpProtocol.WATCHED, true, RequestAttributes.SCOPE_REQUEST);
			}
			WebAsyncUtils.getAsyncManager(request)
				.startDeferredResultProcessing(lateAnswer(running.report(), running::cancel), container);
		}
	}

	// Spring's own handling of a future would not cancel the work of a lost client.
	private static <T> DeferredResult<T> lateAnswer(CompletableFuture<T> report, Runnable cancel) {
		DeferredResult<T> answer = new DeferredResult<>();
		answer.onError((_) -> cancel.run());
		answer.onTimeout(cancel);
		report.whenComplete((result, error) -> {
			if (error != null) {
				answer.setErrorResult(
						(error instanceof CompletionException && error.getCause() != null) ? error.getCause() : error);
			}
			else {
				answer.setResult(result);
			}
		});
		return answer;
	}

	// Of the types that can be produced, the stream is the first that the client
	// accepts.
	private boolean isStream(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
		Collection<MediaType> producible = producible(request);
		return this.negotiation.resolveMediaTypes(request)
			.stream()
			.flatMap((accepted) -> producible.stream().filter(accepted::isCompatibleWith))
			.findFirst()
			.filter(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype)
			.isPresent();
	}

	@SuppressWarnings("unchecked")
	private static Collection<MediaType> producible(NativeWebRequest request) {
		Object types = request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE,
				RequestAttributes.SCOPE_REQUEST);
		return (types != null) ? (Collection<MediaType>) types : List.of();
	}

}
