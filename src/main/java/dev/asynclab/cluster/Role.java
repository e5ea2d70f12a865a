package dev.asynclab.cluster;

import java.util.List;
import java.util.Locale;

/**
 * What a member of the cluster is.
 */
enum Role {

	/** It gives jobs, and does some itself unless told not to. */
	LAB(5701, List.of()),

	/** It does jobs, and has no web server. */
	WORKER(5702, List.of("127.0.0.1:5701"));

	private final int port;

	private final List<String> members;

	Role(int port, List<String> members) {
		this.port = port;
		this.members = members;
	}

	// The port, or the first that is tried.
	int port() {
		return this.port;
	}

	// Those that it looks for, besides itself.
	List<String> members() {
		return this.members;
	}

	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

}
