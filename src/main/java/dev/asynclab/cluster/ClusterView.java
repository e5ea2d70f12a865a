package dev.asynclab.cluster;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.hazelcast.cluster.Member;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The cluster as one lab sees it.
 *
 * @param members its members, in the order in which they joined
 * @param runAgain how often jobs have begun beyond once each, as the labs have counted
 * @param again the last jobs of this lab that have begun more than once
 * @param lost the members that this lab has lost, the last one first
 */
@Schema(name = "Cluster")
record ClusterView(@Schema(description = "Its members, in the order in which they joined.") List<MemberView> members,
		@Schema(description = "How often jobs have begun beyond once each, as the labs have counted.") long runAgain,
		@Schema(description = "The last jobs of this lab that have begun more than once.") List<Requests.Repeated> again,
		@Schema(description = "The members that this lab has lost, the last one first.") List<Cluster.Lost> lost) {

	static ClusterView none() {
		return new ClusterView(List.of(), 0, List.of(), List.of());
	}

	/**
	 * A member.
	 *
	 * @param name its role and port, and its host if that is another machine's
	 * @param role {@code lab} or {@code worker}
	 * @param places how many jobs it does at once; 0 if it does none
	 * @param running how many it does now
	 * @param queued how many more wait there
	 * @param leaving whether it takes no more
	 * @param answers whether it has answered within a second; if not, this is what it
	 * said last
	 * @param jobs the jobs that it does
	 * @param runAgain how often jobs of this lab have begun beyond once each
	 */
	@Schema(name = "ClusterMember")
	record MemberView(
			@Schema(description = "Its role and port, and its host if that is another machine's.") String name,
			@Schema(description = "`lab` or `worker`.") String role,
			@Schema(description = "How many jobs it does at once; 0 if it does none.") int places,
			@Schema(description = "How many jobs it does now.") int running,
			@Schema(description = "How many more wait there.") int queued,
			@Schema(description = "Whether it takes no more.") boolean leaving,
			@Schema(description = "Whether it has answered within a second. If not, this is what it said last.") boolean answers,
			@Schema(description = "The jobs that it does.") List<MemberState.RunningJob> jobs,
			@JsonIgnore long runAgain) {

		static MemberView of(Member member, MemberState state, boolean answers) {
			return new MemberView(MemberNames.of(member), String.valueOf(member.getAttribute(MemberNames.ROLE)),
					MemberNames.places(member), state.running().size(), state.queued(), state.leaving(), answers,
					state.running(), state.runAgain());
		}

	}

}
