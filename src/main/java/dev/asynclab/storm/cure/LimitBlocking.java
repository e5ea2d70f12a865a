package dev.asynclab.storm.cure;

import java.util.concurrent.Callable;

import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.ConcurrencyLimit.ThrottlePolicy;

/**
 * In the service: a limit of the calls that are queued and running together, with Spring
 * Framework 7. A call beyond it is refused at once with an
 * {@code InvocationRejectedException}. It needs {@code @EnableResilientMethods}, and a
 * caller in another bean.
 * <p>
 * The place is free when the method returns. So the method has to block until the call
 * has been done: around a method that returns a {@code Mono} or a future, it limits
 * nothing.
 */
public class LimitBlocking {

	/**
	 * Does a call on the thread of the caller.
	 * @param <T> the type of its value
	 * @param call blocking code, its wait for a turn included
	 * @return the value
	 * @throws Exception the error of the code
	 */
	@ConcurrencyLimit(limitString = "${calls.at-once}", policy = ThrottlePolicy.REJECT)
	public <T> T call(Callable<T> call) throws Exception {
		return call.call();
	}

}
