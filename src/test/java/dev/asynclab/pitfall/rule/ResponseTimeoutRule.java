package dev.asynclab.pitfall.rule;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/**
 * A class that makes the connector of a WebClient sets its response time-out.
 */
public final class ResponseTimeoutRule {

	/** To be an {@code @ArchTest} of your own, or to be checked on your classes. */
	public static final ArchRule RULE = classes()
		.that(DescribedPredicate.describe("make a connector", ResponseTimeoutRule::makesConnector))
		.should()
		.callMethodWhere(DescribedPredicate.describe("it sets the response time-out",
				(call) -> call.getTargetOwner().isAssignableTo(HttpClient.class)
						&& call.getName().equals("responseTimeout")))
		.allowEmptyShould(true);

	private ResponseTimeoutRule() {
	}

	private static boolean makesConnector(JavaClass type) {
		return type.getConstructorCallsFromSelf()
			.stream()
			.anyMatch((call) -> call.getTargetOwner().isEquivalentTo(ReactorClientHttpConnector.class));
	}

}
