package dev.asynclab.semantics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

import dev.asynclab.admission.Gate;
import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import dev.asynclab.semantics.SemanticsTable.Cell;
import dev.asynclab.semantics.SemanticsTable.Row;
import dev.asynclab.semantics.probe.ClusterCalls;
import dev.asynclab.semantics.probe.Facts;
import dev.asynclab.semantics.probe.Statement;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Measures facts, for one caller at a time, while a few others wait their turn. A cell
 * takes milliseconds, and never more than a few times 20 s.
 */
@Component
@EnableConfigurationProperties(SemanticsLimits.class)
class SemanticsProbes implements DisposableBean {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	/** The callers that measure or wait for their turn. */
	final Gate gate;

	private final ClusterCalls cluster = new ClusterCalls();

	private final Semaphore turn = new Semaphore(1, true);

	SemanticsProbes(SemanticsLimits limits) {
		this.gate = new Gate(limits.semantics(),
				Sentence.of("busy.semantics",
						"Requests for the facts are measured one at a time, and {0} others already wait.",
						limits.semantics() - 1),
				RETRY_AFTER);
	}

	// Throws a TooBusyException if too many callers wait already. After an interrupt the
	// rest is not measured. The style that is named is measured so that it can be drawn.
	SemanticsTable measure(List<Statement> statements, @Nullable Style drawn) throws InterruptedException {
		try (Gate.Permit _ = this.gate.take()) {
			this.turn.acquire();
			try {
				List<Row> rows = new ArrayList<>();
				for (Statement statement : statements) {
					rows.add(Row.of(statement, cells(statement, drawn)));
				}
				return new SemanticsTable(rows);
			}
			finally {
				this.turn.release();
			}
		}
	}

	@Override
	public void destroy() {
		this.cluster.close();
	}

	private List<Cell> cells(Statement statement, @Nullable Style drawn) throws InterruptedException {
		List<Cell> cells = new ArrayList<>();
		for (Style style : Style.values()) {
			cells.add((style == drawn)
					? new Cell(style, Facts.drawIdiom(statement, style, this.cluster),
							Facts.drawLesson(statement, style, this.cluster))
					: new Cell(style, Facts.measureIdiom(statement, style, this.cluster),
							Facts.measureLesson(statement, style, this.cluster)));
		}
		return cells;
	}

}
