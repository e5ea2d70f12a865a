package dev.asynclab.pitfall;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule finds the broken code, and nothing in the fixed code.
 */
class PitfallRuleTests {

	@ParameterizedTest
	@CsvSource({ "SelfInvocationRule, selfinvocation.@SelfInvocation",
			"LostExceptionRule, lostexception.@LostException",
			"AsyncTransactionRule, asynctransaction.@AsyncTransaction", "NestedPoolRule, nestedpool.@NestedPool",
			"AsyncToFutureRule, asynctofuture.@AsyncToFuture", "BlockedLoopRule, blockedloop.@BlockedLoop",
			"BlockedLoopRule, runinrunningloop.@RunInRunningLoop", "CommonPoolRule, commonpool.@CommonPool",
			"CommonPoolRule, parallelstream.@ParallelStream", "FlatMapLimitRule, flatmaplimit.@FlatMapLimit",
			"InheritedUserRule, inheriteduser.@InheritedUser", "ResponseTimeoutRule, responsetimeout.@ResponseTimeout",
			"IdleConnectionRule, idleconnection.@IdleConnection" })
	void findsTheBrokenCodeAndNotTheFixed(String rule, String pitfall) throws ReflectiveOperationException {
		ArchRule it = (ArchRule) Class.forName("dev.asynclab.pitfall.rule." + rule).getField("RULE").get(null);
		assertThat(violates(it, pitfall.replace("@", "Broken"))).as("guilty").isTrue();
		assertThat(violates(it, pitfall.replace("@", "Fixed"))).as("innocent").isFalse();
	}

	private static boolean violates(ArchRule rule, String code) throws ClassNotFoundException {
		Class<?> type = Class.forName("dev.asynclab.pitfall." + code);
		return rule.evaluate(new ClassFileImporter().importClasses(type)).hasViolation();
	}

}
