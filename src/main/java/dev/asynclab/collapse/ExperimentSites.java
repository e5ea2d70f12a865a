package dev.asynclab.collapse;

import java.util.Comparator;
import java.util.List;

import dev.asynclab.notation.Choice;

import org.springframework.stereotype.Component;

/**
 * The places that an experiment can use.
 */
@Component
class ExperimentSites extends Choice<ExperimentSite> {

	ExperimentSites(List<ExperimentSite> sites) {
		super((site) -> site.place().id(), sites.stream().sorted(Comparator.comparing(CallSite::place)).toList());
	}

}
