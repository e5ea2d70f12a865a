package dev.asynclab.task;

import java.io.IOException;
import java.io.InputStream;

import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;

/**
 * Reads a request strictly: no unknown field, no field twice, no number instead of a text
 * or a name, and only a bounded number of bytes.
 */
final class TaskRequestReader {

	private static final int MAX_BYTES = 8192;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.withCoercionConfig(LogicalType.Textual,
				(texts) -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
		.build();

	private TaskRequestReader() {
	}

	/**
	 * Reads the body of a request.
	 * @param input the request
	 * @return what it asks for, unchecked
	 * @throws IOException if the client hangs up
	 * @throws ProblemException if the body is too large
	 * @throws HttpMessageNotReadableException if it is not what is expected
	 */
	static TaskRequest read(HttpInputMessage input) throws IOException {
		InputStream body = input.getBody();
		byte[] json = body.readNBytes(MAX_BYTES + 1);
		if (json.length > MAX_BYTES) {
			throw new ProblemException(HttpStatus.CONTENT_TOO_LARGE,
					Sentence.of("too-large.task", "The body may have at most {0} bytes.", MAX_BYTES));
		}
		try {
			TaskRequest request = MAPPER.readValue(json, TaskRequest.class);
			if (request == null) {
				throw new HttpMessageNotReadableException("null", input);
			}
			return request;
		}
		catch (JacksonException ex) {
			throw new HttpMessageNotReadableException("Not a task", ex, input);
		}
	}

}
