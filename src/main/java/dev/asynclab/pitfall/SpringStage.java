package dev.asynclab.pitfall;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;

import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * An application context with {@code @Async} and the executor that Spring Boot configures
 * for it. The executor belongs to this context only.
 */
public final class SpringStage implements AutoCloseable {

	private static final String SETTINGS = "pitfall";

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	/**
	 * Starts the context.
	 * @param settings the entries of an application.properties file
	 * @param beans the classes of the beans
	 */
	public SpringStage(Map<String, String> settings, Class<?>... beans) {
		Map<String, Object> all = new LinkedHashMap<>(settings);
		all.put("spring.task.execution.thread-name-prefix", "pitfall-task-");
		// A pool, also where the lab itself was told to use virtual threads, unless it is
		// what is shown.
		all.putIfAbsent("spring.threads.virtual.enabled", "false");
		// Not that of the web server's thread: a proxy would not see its class there.
		this.context.setClassLoader(SpringStage.class.getClassLoader());
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource(SETTINGS, all));
		this.context.register(TaskExecutionAutoConfiguration.class, Async.class);
		if (beans.length > 0) {
			this.context.register(beans);
		}
		this.context.refresh();
	}

	/**
	 * Starts a context whose executor has a given size.
	 * @param threads the number of threads
	 * @param beans the classes of the beans
	 * @return the context
	 */
	public static SpringStage withThreads(int threads, Class<?>... beans) {
		return new SpringStage(Map.of("spring.task.execution.pool.core-size", String.valueOf(threads)), beans);
	}

	/**
	 * Starts a context whose executor has a given size, and records its tasks, in the
	 * order in which they are submitted.
	 * @param recorder records the tasks
	 * @param tasks what the tasks are called; more than there are names are not recorded
	 * @param threads the number of threads
	 * @param beans the classes of the beans
	 * @return the context
	 */
	public static SpringStage recorded(Recorder recorder, List<String> tasks, int threads, Class<?>... beans) {
		SpringStage stage = withThreads(threads, beans);
		Queue<String> names = new ConcurrentLinkedQueue<>(tasks);
		stage.get(ThreadPoolTaskExecutor.class).setTaskDecorator((code) -> {
			String name = names.poll();
			return (name != null) ? recorded(recorder.task(name), code) : code;
		});
		return stage;
	}

	private static Runnable recorded(TaskRecorder task, Runnable code) {
		task.created();
		return () -> {
			task.started();
			try {
				code.run();
			}
			finally {
				task.finished(null);
			}
		};
	}

	/**
	 * Returns a bean.
	 * @param <T> the type of the bean
	 * @param type the class of the bean
	 * @return the bean
	 */
	public <T> T get(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Closes the context as the end of an application does.
	 */
	public void shutDown() {
		this.context.close();
	}

	/**
	 * Closes the context at once: running tasks are interrupted, and queued tasks are
	 * dropped.
	 */
	@Override
	public void close() {
		if (this.context.isActive()) {
			this.context.getBeanProvider(ThreadPoolTaskExecutor.class)
				.ifAvailable((pool) -> pool.getThreadPoolExecutor().shutdownNow());
		}
		this.context.close();
	}

	// Not a @Configuration: the component scan of the lab would find it.
	@EnableAsync
	static class Async {

	}

}
