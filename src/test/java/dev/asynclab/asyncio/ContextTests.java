package dev.asynclab.asyncio;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(120)
class ContextTests {

	private final VirtualTime time = new VirtualTime();

	private final ContextVar<Integer> variable = new ContextVar<>("v", 3);

	@Test
	void aTokenIsUsedOnceWhereItWasMade() {
		ContextVar<Integer> other = new ContextVar<>("w");
		this.time.run(() -> {
			ContextVar.Token<Integer> token = this.variable.set(1);
			assertThatIllegalArgumentException().isThrownBy(() -> other.reset(token))
				.withMessage("<Token var=<ContextVar name='v' default=3>> was created by a different ContextVar");
			await(createTask(() -> assertThatIllegalArgumentException().isThrownBy(() -> this.variable.reset(token))
				.withMessage("<Token var=<ContextVar name='v' default=3>> was created in a different Context")));
			this.variable.reset(token);
			assertThatIllegalStateException().isThrownBy(() -> this.variable.reset(token))
				.withMessage("<Token used var=<ContextVar name='v' default=3>> has already been used once");
		});
	}

}
