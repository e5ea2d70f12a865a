import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Task;

/**
 * Prints the seconds that each round of a workload took: {@code switch <tasks> <rounds>
 * <yields>}, which also counts the switches, or {@code sleep <tasks> <rounds>}.
 */
class LoopRounds {

	public static void main(String[] args) {
		int tasks = Integer.parseInt(args[1]);
		int rounds = Integer.parseInt(args[2]);
		for (int round = 0; round < rounds; round++) {
			long start = System.nanoTime();
			if (args[0].equals("switch")) {
				switches(tasks, Integer.parseInt(args[3]));
			}
			else {
				sleeps(tasks);
			}
			System.out.println((System.nanoTime() - start) / 1e9);
		}
	}

	private static void switches(int tasks, int yields) {
		int[] done = new int[1];
		Asyncio.run(() -> {
			List<Task<Integer>> all = new ArrayList<>();
			for (int i = 0; i < tasks; i++) {
				all.add(Asyncio.createTask(() -> {
					for (int j = 0; j < yields; j++) {
						Asyncio.sleep(Duration.ZERO);
						done[0]++;
					}
					return 1;
				}));
			}
			Asyncio.gather(all);
		});
		if (done[0] != tasks * yields) {
			throw new AssertionError("lost " + (tasks * yields - done[0]) + " steps");
		}
	}

	private static void sleeps(int tasks) {
		Asyncio.run(() -> {
			List<Task<Integer>> all = new ArrayList<>(tasks);
			for (int i = 0; i < tasks; i++) {
				all.add(Asyncio.createTask(() -> {
					Asyncio.sleep(Duration.ofSeconds(1));
					return 1;
				}));
			}
			Asyncio.gather(all);
		});
	}

}
