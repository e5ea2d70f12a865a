package dev.asynclab.timeline;

import java.util.Locale;

import dev.asynclab.timeline.Segment.State;

/**
 * How a stretch is drawn: in a terminal with a fill, in SVG with the style class of its
 * name. Solid looks say that a thread is used, light ones that none is.
 */
enum Look {

	BLOCKING("█", Use.THREAD, "blocking"), HOLDING("▄", Use.THREAD, "holding it while waiting"),

	AWAITING("─", Use.NONE, "awaiting"), READY("░", Use.NONE, "ready, waits for its turn"),
	QUEUED("·", Use.NONE, "queued"),

	FAILED("✗", Use.END, "failed"), CANCELLED("⊘", Use.END, "cancelled"),

	FREE("┈", Use.LOOP, "free"), STALLED("▓", Use.LOOP, "stalled");

	private final String cell;

	private final Use use;

	private final String meaning;

	Look(String cell, Use use, String meaning) {
		this.cell = cell;
		this.use = use;
		this.meaning = meaning;
	}

	static Look of(State state) {
		return switch (state) {
			case QUEUED -> QUEUED;
			case AWAITING -> AWAITING;
			case HOLDING -> HOLDING;
			case READY -> READY;
			case BLOCKING -> BLOCKING;
		};
	}

	// One column wide.
	String cell() {
		return this.cell;
	}

	Use use() {
		return this.use;
	}

	String meaning() {
		return this.meaning;
	}

	String styleClass() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The groups of a legend.
	 */
	enum Use {

		THREAD("uses a thread"), NONE("uses none"), LOOP("event loop"), END("ended");

		private final String title;

		Use(String title) {
			this.title = title;
		}

		String title() {
			return this.title;
		}

	}

}
