package dev.asynclab.scenario.run;

import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * Why an outcome differs from CPython's. The first that applies counts.
 */
enum Difference {

	// @formatter:off

	GROUP_ERROR("A group raises its first error, where a TaskGroup raises an ExceptionGroup of all") {
		@Override
		boolean explains(Case each) {
			return each.isLeaf("taskgroup")
					&& each.expected().at("/result/error/type").asString("").equals("ExceptionGroup");
		}
	},

	GROUP_CANCELLED_CHILD("A child or a body that is cancelled, or cancels itself, ends a group otherwise") {
		@Override
		boolean explains(Case each) {
			return each.isLeaf("taskgroup") && (each.differsAt("$.result.status", "$.result.value")
					|| each.scenario().findValuesAsString("outcome").contains("cancel"));
		}
	},

	AS_COMPLETED_TIMEOUT("A time-out ends as_completed at once, where each await that is left raises a TimeoutError") {
		@Override
		boolean explains(Case each) {
			return each.isLeaf("asCompleted") && each.expected().at("/result/value").toString().contains("TimeoutError")
					&& each.actual().at("/result/error/type").asString("").equals("TimeoutError");
		}
	},

	BLOCKING("A task that blocks delays nobody, and can be interrupted") {
		@Override
		boolean explains(Case each) {
			return each.scenario().findValues("blocking").stream().anyMatch(JsonNode::asBoolean);
		}
	},

	THREAD("Cancelling ends the function of to_thread too, which asyncio leaves alone") {
		@Override
		boolean explains(Case each) {
			return each.expected().get("log").toString().contains("threadDone")
					&& !each.actual().get("log").toString().contains("threadDone");
		}
	},

	SEQUENCE_GOES_ON("A sequence whose awaiter is cancelled goes on to its end") {
		@Override
		boolean explains(Case each) {
			return each.isLeaf("sequential") && each.expected().get("log").toString().contains("cancelRequested")
					&& !each.actual().get("log").toString().contains("cancelRequested");
		}
	},

	NO_WAIT("Who is cancelled, or out of time, leaves without waiting for the tasks that it cancels") {
		@Override
		boolean explains(Case each) {
			return each.actual().at("/result/atMs").asInt() < each.expected().at("/result/atMs").asInt()
					&& each.actual().get("log").toString().contains("cancelRequested");
		}
	},

	REFUSAL_LOST("What a cancelled task returns or raises is lost to who awaits it") {
		@Override
		boolean explains(Case each) {
			return each.has("onCancel")
					&& each.differsAt("$.result.value", "$.result.error", "$.result.status");
		}
	},

	CANCEL_AGAIN("A task counts its interrupts, or its one disposal, and not the requests to end") {
		@Override
		boolean explains(Case each) {
			return each.differences().stream().allMatch((line) -> line.contains(".cancelling:"));
		}
	},

	SECOND_CANCEL("A second request to end has no effect, not even on the clean-up") {
		@Override
		boolean explains(Case each) {
			return each.scenario().findValues("target").size() > 1 && each.differences()
				.stream()
				.anyMatch((line) -> line.contains(".cancelling:") || line.contains(".accepted:"));
		}
	},

	LATE_CLEAN_UP("A time-out does not cut the clean-up short that a request to end has set off before it") {
		@Override
		boolean explains(Case each) {
			return each.has("timeoutMs")
					&& each.actual().at("/result/atMs").asInt() > each.expected().at("/result/atMs").asInt()
					&& each.expected().at("/result/cancelling").asInt() > 0;
		}
	},

	UNRETRIEVED("An error that nobody saw is not reported") {
		@Override
		boolean explains(Case each) {
			return each.differences().stream().allMatch((line) -> line.startsWith("$.unretrieved")
					|| line.startsWith("$.shutdownErrors"));
		}
	},

	ORDER_OF_PERMITS("With a limit, the next to go is not always the next in order of creation") {
		@Override
		boolean explains(Case each) {
			return each.scenario().has("concurrency");
		}
	};

	// @formatter:on

	static final String NONE = "NONE";

	static final String UNEXPLAINED = "UNEXPLAINED";

	private final String description;

	Difference(String description) {
		this.description = description;
	}

	String description() {
		return this.description;
	}

	abstract boolean explains(Case each);

	static String of(Case each) {
		if (each.differences().isEmpty()) {
			return NONE;
		}
		return Stream.of(values())
			.filter((difference) -> difference.explains(each))
			.map(Enum::name)
			.findFirst()
			.orElse(UNEXPLAINED);
	}

	/**
	 * A scenario with two outcomes.
	 */
	record Case(JsonNode scenario, JsonNode expected, JsonNode actual, List<String> differences) {

		boolean isLeaf(String type) {
			JsonNode leaf = this.scenario.get("combinator");
			while (leaf.has("of")) {
				leaf = leaf.get("of");
			}
			return leaf.isString() ? leaf.asString().equals(type) : leaf.at("/type").asString().equals(type);
		}

		boolean has(String field) {
			return !this.scenario.findValues(field).isEmpty();
		}

		boolean differsAt(String... paths) {
			return this.differences.stream().anyMatch((line) -> Stream.of(paths).anyMatch(line::startsWith));
		}

		int last(JsonNode outcome) {
			JsonNode log = outcome.get("log");
			return log.get(log.size() - 1).get("atMs").asInt();
		}

	}

}
