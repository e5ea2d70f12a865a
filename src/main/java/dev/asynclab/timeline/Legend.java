package dev.asynclab.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The looks that a picture has drawn, in groups: those that use a thread, those that use
 * none.
 */
final class Legend {

	/** How wide the widest title is, with a colon. */
	static final int TITLE_COLUMNS = 1 + Columns.widest(Arrays.stream(Look.Use.values()).map(Look.Use::title));

	private static final String GAP = "   ";

	private final Set<Look> drawn = EnumSet.noneOf(Look.class);

	void drawn(Look look) {
		this.drawn.add(look);
	}

	// A row of cells, without names.
	void drawn(StringBuilder row) {
		Arrays.stream(Look.values()).filter((look) -> row.indexOf(look.cell()) >= 0).forEach(this.drawn::add);
	}

	List<Group> groups() {
		List<Group> groups = new ArrayList<>();
		for (Look.Use use : Look.Use.values()) {
			List<Look> looks = this.drawn.stream().filter((look) -> look.use() == use).toList();
			if (!looks.isEmpty()) {
				groups.add(new Group(use.title(), looks));
			}
		}
		return groups;
	}

	List<String> lines() {
		return groups().stream()
			.map((group) -> Columns.padEnd(group.title() + ":", TITLE_COLUMNS) + " "
					+ group.looks()
						.stream()
						.map((look) -> look.cell() + " " + look.meaning())
						.collect(Collectors.joining(GAP)))
			.toList();
	}

	/**
	 * Looks that belong together.
	 *
	 * @param title what they have in common
	 * @param looks the looks, at least one
	 */
	record Group(String title, List<Look> looks) {

	}

}
