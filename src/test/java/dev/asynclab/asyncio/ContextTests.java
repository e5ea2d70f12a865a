package dev.asynclab.asyncio;

import java.util.NoSuchElementException;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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

	@Test
	void exceptionHandlersRunInTheContextOfTheTaskThatFailed() {
		this.time.loop.setExceptionHandler((report) -> this.time.note(report.message() + " " + this.variable.get()));
		this.time.run(() -> {
			createTask(() -> {
				this.variable.set(1);
				throw new IllegalStateException();
			});
			createTask(() -> {
				this.variable.set(2);
				try {
					sleep(ofMillis(500));
				}
				finally {
					throwError();
				}
			});
			EventLoop.running().callSoon(() -> {
				this.variable.set(4);
				throwError();
			});
			sleep(ZERO);
		});
		assertThat(this.time.trail).containsExactly("0 Exception in callback ContextTests.<lambda>() 4",
				"0 unhandled exception during asyncio.run() shutdown 2", "0 Task exception was never retrieved 1");
	}

	private static void throwError() {
		throw new IllegalStateException();
	}

	@Test
	void runsAFunctionInIt() {
		this.time.run(() -> {
			Context context = Context.copyContext();
			assertThat(context.<Integer>run(() -> {
				this.variable.set(5);
				sleep(ZERO);
				return this.variable.get();
			})).isEqualTo(5);
			assertThat(this.variable.get()).isEqualTo(3);
			assertThat(context.get(this.variable)).isEqualTo(5);
			assertThat(context.copy().get(this.variable)).isEqualTo(5);
		});
	}

	@Test
	void runsOutsideLoopsAndInCallbacks() {
		Context context = new Context();
		context.run(() -> this.variable.set(5));
		assertThat(this.variable.get()).isEqualTo(3);
		this.time.run(() -> {
			EventLoop.running().callSoon(() -> {
				context.run(() -> this.time.note("" + this.variable.get()));
				this.time.note("" + this.variable.get());
			});
			sleep(ZERO);
		});
		assertThat(this.time.trail).containsExactly("0 5", "0 3");
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void canNotBeEnteredTwice() {
		this.time.run(() -> {
			Context context = new Context();
			Context other = new Context();
			context.run(() -> {
				assertThatIllegalStateException().isThrownBy(() -> context.run(() -> 1))
					.withMessage("cannot enter context: " + context + " is already entered");
				other.run(() -> assertThatIllegalStateException().isThrownBy(() -> context.run(() -> 1)));
			});
			Task<?> task = Objects.requireNonNull(Asyncio.currentTask());
			other.run(() -> assertThatIllegalStateException().isThrownBy(() -> task.getContext().run(() -> 1)));
			assertThat(context.<Integer>run(() -> 1)).isEqualTo(1);
		});
	}

	@Test
	void aTaskHasOne() {
		this.time.run(() -> {
			Task<?> task = createTask(() -> {
				this.variable.set(1);
				new Context().run(() -> sleep(ofMillis(100)));
			});
			sleep(ofMillis(10));
			assertThat(task.getContext().get(this.variable)).isEqualTo(1);
			assertThat(task.getContext().<Integer>run(() -> this.variable.get())).isEqualTo(1);
			await(task);
		});
	}

	@Test
	void aVariableHasADefaultForEachQuestion() {
		ContextVar<Integer> unset = new ContextVar<>("w");
		assertThat(unset.get(9)).isEqualTo(9);
		assertThat(this.variable.get(7)).isEqualTo(7);
		assertThat(this.variable.get()).isEqualTo(3);
		assertThat(this.variable.name()).isEqualTo("v");
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(unset::get);
	}

	@Test
	void callbacksAndTasksRunInAGivenOne() {
		this.time.run(() -> {
			EventLoop loop = EventLoop.running();
			Context context = new Context();
			loop.callSoon(() -> this.variable.set(this.variable.get() + 1), context);
			loop.callAt(loop.time(), () -> this.variable.set(this.variable.get() + 10), context);
			Task<?> task = loop.createTask(null, () -> this.variable.set(this.variable.get() + 100), context);
			task.addDoneCallback((done) -> this.variable.set(this.variable.get() + 1000), context);
			sleep(ofMillis(1));
			assertThat(context.get(this.variable)).isEqualTo(1114);
			assertThat(task.getContext()).isSameAs(context);
			assertThat(this.variable.get()).isEqualTo(3);
		});
	}

}
