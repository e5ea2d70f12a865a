package dev.asynclab.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.NetworkConfig;

/**
 * How a member is configured. Left to itself, Hazelcast would open its port on every
 * interface, look for other members by multicast, load any class that it is sent, and
 * send statistics to its maker.
 */
final class MemberConfig {

	/** Runs jobs. */
	static final String JOBS = "asynclab.jobs";

	/** Runs jobs whose results outlive their lab. */
	static final String DURABLE_JOBS = "asynclab.durable-jobs";

	/** Runs what members tell and ask each other. */
	static final String CALLS = "asynclab.calls";

	/** The durable tasks, by their number. */
	static final String DURABLE_TASKS = "asynclab.durable-tasks";

	/** How many copies there are of a durable task and its result, besides the first. */
	static final int BACKUPS = 2;

	private static final String PATTERN = "[0-9*.:-]+";

	private static final int CALL_THREADS = 8;

	private static final int PORTS = 100;

	private MemberConfig() {
	}

	static Config of(ClusterProperties properties, Role role, Node node) {
		int places = properties.places(role);
		Config config = new Config().setClusterName(properties.name())
			.setClassLoader(MemberConfig.class.getClassLoader())
			.setLiteMember(places == 0)
			.setProperty("hazelcast.logging.type", "slf4j")
			.setProperty("hazelcast.phone.home.enabled", "false")
			.setProperty("hazelcast.socket.bind.any", "false")
			// Spring ends the member.
			.setProperty("hazelcast.shutdownhook.enabled", "false")
			.setProperty("hazelcast.graceful.shutdown.max.wait", "10")
			.setProperty("hazelcast.heartbeat.interval.seconds", seconds(properties.heartbeat().toMillis()))
			.setProperty("hazelcast.max.no.heartbeat.seconds", seconds(properties.frozenAfter().toMillis()))
			// A worker that was frozen, or whose lab came back, looks for it that often.
			.setProperty("hazelcast.merge.first.run.delay.seconds", "5")
			.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
		config.getJetConfig().setEnabled(false);
		config.getMetricsConfig().setEnabled(false);
		config.getUserContext().put(Node.class.getName(), node);
		config.getMemberAttributeConfig()
			.setAttribute(MemberNames.ROLE, role.id())
			.setAttribute(MemberNames.PLACES, String.valueOf(places))
			.setAttribute(MemberNames.QUEUE, String.valueOf(properties.queue()));
		network(config.getNetworkConfig(), properties, role);
		config.getSerializationConfig().setJavaSerializationFilterConfig(filter());
		// A job passes through the queue also if a place is free.
		config.getExecutorConfig(JOBS).setPoolSize(Math.max(1, places)).setQueueCapacity(places + properties.queue());
		config.getExecutorConfig(CALLS).setPoolSize(CALL_THREADS).setStatisticsEnabled(false);
		config.getDurableExecutorConfig(DURABLE_JOBS)
			.setPoolSize(Math.max(1, places))
			.setCapacity(properties.durableTasks())
			.setDurability(BACKUPS);
		config.getMapConfig(DURABLE_TASKS).setBackupCount(BACKUPS);
		return config;
	}

	private static void network(NetworkConfig network, ClusterProperties properties, Role role) {
		Integer port = properties.port();
		network.setPort((port != null) ? port : role.port()).setPortAutoIncrement(port == null).setPortCount(PORTS);
		network.getInterfaces().setEnabled(true).addInterface(address(properties.networkInterface()));
		network.getJoin().getMulticastConfig().setEnabled(false);
		network.getJoin().getAutoDetectionConfig().setEnabled(false);
		network.getJoin().getTcpIpConfig().setEnabled(true).setMembers(properties.members(role));
	}

	// An address is taken as it is, as it may be a pattern.
	private static String address(String networkInterface) {
		if (networkInterface.matches(PATTERN)) {
			return networkInterface;
		}
		try {
			return InetAddress.getByName(networkInterface).getHostAddress();
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("asynclab.cluster.interface: there is no host " + networkInterface, ex);
		}
	}

	// Java's own packages are not let in as a whole: gadgets are made of them.
	private static JavaSerializationFilterConfig filter() {
		ClassFilter allowed = new ClassFilter().addPrefixes("dev.asynclab.cluster.", "dev.asynclab.job.Job",
				"com.hazelcast.", "java.lang.", "java.time.", "java.util.Collections$",
				"java.util.ImmutableCollections", "java.util.CollSer", "java.util.concurrent.", "[");
		allowed.addClasses("java.util.ArrayList", "java.util.UUID");
		return new JavaSerializationFilterConfig().setDefaultsDisabled(true).setWhitelist(allowed);
	}

	/**
	 * Lets in more classes, for a cluster of this process alone.
	 * @param config the member's configuration
	 * @param prefix how the names of the classes begin
	 */
	static void letIn(Config config, String prefix) {
		config.getSerializationConfig().getJavaSerializationFilterConfig().getWhitelist().addPrefixes(prefix);
	}

	private static String seconds(long millis) {
		return String.valueOf(Math.max(1, millis / 1000));
	}

}
