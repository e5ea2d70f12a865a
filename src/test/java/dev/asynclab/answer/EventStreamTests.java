package dev.asynclab.answer;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.http.codec.ServerSentEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link EventStream}.
 */
@Timeout(120)
class EventStreamTests {

	private final CompletableFuture<String> report = new CompletableFuture<>();

	private final AtomicReference<Consumer<Object>> listener = new AtomicReference<>();

	private final List<Object> received = new CopyOnWriteArrayList<>();

	private final CountDownLatch writing = new CountDownLatch(1);

	private final CountDownLatch written = new CountDownLatch(1);

	private final CountDownLatch ended = new CountDownLatch(1);

	@Test
	void endsWithTheReportAlsoIfTheWorkEndsWhileAnotherThreadWritesAnEntry() throws InterruptedException {
		EventStream.of((Answer<String>) (entries) -> {
			this.listener.set(entries);
			return new Running<>(this.report, () -> {
			});
		}).subscribe(this::write, (_) -> this.ended.countDown(), this.ended::countDown);
		Thread teller = Thread.startVirtualThread(() -> Objects.requireNonNull(this.listener.get()).accept("entry"));
		assertThat(this.writing.await(60, TimeUnit.SECONDS)).isTrue();
		Thread worker = Thread.ofPlatform().start(() -> this.report.complete("report"));
		await().until(() -> worker.getState() == Thread.State.BLOCKED || !worker.isAlive());
		this.written.countDown();
		assertThat(this.ended.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.received).containsExactly("entry", "report");
		teller.join();
		worker.join();
	}

	private void write(ServerSentEvent<Object> event) {
		Object data = event.data();
		if (data == null) {
			return;
		}
		this.received.add(data);
		if (data.equals("entry")) {
			this.writing.countDown();
			try {
				this.written.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
