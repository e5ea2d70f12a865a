package dev.asynclab.cluster;

import java.net.InetSocketAddress;

import com.hazelcast.cluster.Member;

/**
 * What members tell of themselves, and the names that they have in answers.
 */
final class MemberNames {

	static final String ROLE = "role";

	static final String PLACES = "places";

	static final String QUEUE = "queue";

	private MemberNames() {
	}

	/**
	 * Names a member by its role and its port, and by its host if that is another
	 * machine's.
	 * @param member the member
	 * @return such as {@code worker-5702} or {@code worker-10.0.0.7:5702}
	 */
	static String of(Member member) {
		InetSocketAddress address = member.getSocketAddress();
		String host = address.getAddress().isLoopbackAddress() ? "" : address.getAddress().getHostAddress() + ":";
		return member.getAttribute(ROLE) + "-" + host + address.getPort();
	}

	/**
	 * Returns where a member listens.
	 * @param member the member
	 * @return such as {@code 127.0.0.1:5701}
	 */
	static String address(Member member) {
		InetSocketAddress address = member.getSocketAddress();
		return address.getAddress().getHostAddress() + ":" + address.getPort();
	}

	static boolean isLab(Member member) {
		return Role.LAB.id().equals(member.getAttribute(ROLE));
	}

	static int places(Member member) {
		return number(member, PLACES);
	}

	static int queue(Member member) {
		return number(member, QUEUE);
	}

	private static int number(Member member, String attribute) {
		String value = member.getAttribute(attribute);
		return (value != null) ? Integer.parseInt(value) : 0;
	}

}
