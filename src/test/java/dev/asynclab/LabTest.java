package dev.asynclab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Timeout;

import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * A test of the whole service over HTTP, with the mock upstream, each on a free port.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "asynclab.upstream.port=0", "management.prometheus.metrics.export.enabled=true",
				"asynclab.cluster.name=${random.uuid}", "asynclab.cluster.heartbeat=1s",
				"asynclab.cluster.frozen-after=6s" })
@AutoConfigureRestTestClient
@Timeout(120)
public @interface LabTest {

}
