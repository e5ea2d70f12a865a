package dev.asynclab.cluster;

import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.Callable;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import org.jspecify.annotations.Nullable;

/**
 * What one member sends another: data, and which method of the other it is for.
 *
 * @param <T> the type of the answer
 */
abstract class Message<T> implements Callable<T>, HazelcastInstanceAware, Serializable {

	@Serial
	private static final long serialVersionUID = 1L;

	private transient @Nullable Node node;

	@Override
	public final void setHazelcastInstance(HazelcastInstance hazelcast) {
		Node node = Node.of(hazelcast);
		node.memberIs(hazelcast);
		this.node = node;
	}

	@Override
	public final T call() throws Exception {
		return at(Objects.requireNonNull(this.node));
	}

	/**
	 * Delivers the message.
	 * @param node the member that got it
	 * @return its answer
	 * @throws Exception if it has none
	 */
	abstract T at(Node node) throws Exception;

}
