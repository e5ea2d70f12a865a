package dev.asynclab.cluster;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a member of the cluster is.
 */
enum Role {

	/** It gives jobs, and does some itself unless told not to. */
	LAB(5701, null),

	/** It does jobs, and has no web server. */
	WORKER(5702, "127.0.0.1:5701");

	private final int port;

	private final @Nullable String member;

	Role(int port, @Nullable String member) {
		this.port = port;
		this.member = member;
	}

	// The port, or the first that is tried.
	int port() {
		return this.port;
	}

	// Those that it looks for, besides itself.
	List<String> members() {
		String other = this.member;
		return (other != null) ? List.of(other) : List.of();
	}

	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

}
