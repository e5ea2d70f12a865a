package dev.asynclab.cluster;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.Assert;

/**
 * The cluster of the style {@code hazelcast}.
 *
 * @param name the name of the cluster; members with other names are not let in
 * @param port the port of this member; by default 5701 for a lab and 5702 for a worker,
 * or the next that is free
 * @param members where other members are looked for, as {@code host:port}; by default a
 * lab looks for none, and a worker at {@code 127.0.0.1:5701}
 * @param atStart whether a lab's member is made when the lab starts, and not at the first
 * use of the style; so it is if {@code members} is set
 * @param places how many jobs this member does at once
 * @param queue how many more jobs may wait at this member
 * @param workHere whether a lab does jobs itself
 * @param networkInterface the address to bind to, or the name of a host that has it;
 * {@code *} stands for any number in an address
 * @param heartbeat how often members tell each other that they are alive
 * @param frozenAfter when a member that says nothing any more is taken for lost, and its
 * jobs run again
 * @param durableTasks the most durable tasks that the cluster keeps, ended or not
 */
@ConfigurationProperties("asynclab.cluster")
record ClusterProperties(@DefaultValue("async-lab") String name, @Nullable Integer port, @Nullable List<String> members,
		@DefaultValue("false") boolean atStart, @DefaultValue("40") int places, @DefaultValue("1000") int queue,
		@DefaultValue("true") boolean workHere, @Name("interface") @DefaultValue("127.0.0.1") String networkInterface,
		@DefaultValue("2s") Duration heartbeat, @DefaultValue("10s") Duration frozenAfter,
		@DefaultValue("1000") int durableTasks) {

	private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9._-]+:\\d{1,5}");

	ClusterProperties {
		require(!name.isBlank(), "name must not be empty");
		require(port == null || (port > 0 && port < 65536), "port must be from 1 to 65535");
		require(places > 0, "places must be at least 1");
		require(queue > 0, "queue must be at least 1");
		require(durableTasks > 0, "durable-tasks must be at least 1");
		require(members == null || members.stream().allMatch((member) -> MEMBER.matcher(member).matches()),
				"members must be a list of host:port");
		require(heartbeat.compareTo(Duration.ofSeconds(1)) >= 0, "heartbeat must be at least 1s");
		require(frozenAfter.compareTo(heartbeat) > 0, "frozen-after must be longer than heartbeat");
	}

	private static void require(boolean met, String what) {
		Assert.isTrue(met, () -> "asynclab.cluster." + what);
	}

	boolean startsWithLab() {
		return this.atStart || (this.members != null && !this.members.isEmpty());
	}

	List<String> members(Role role) {
		return (this.members != null) ? this.members : role.members();
	}

	int places(Role role) {
		return (role == Role.WORKER || this.workHere) ? this.places : 0;
	}

}
