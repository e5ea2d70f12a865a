package dev.asynclab.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

import dev.asynclab.openapi.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/cluster}.
 */
@RestController
@Tag(name = Tags.COMPARE_AND_LOAD)
class ClusterController {

	private final Cluster cluster;

	private final ExecutorService virtualThreads;

	ClusterController(Cluster cluster, ExecutorService virtualThreads) {
		this.cluster = cluster;
		this.virtualThreads = virtualThreads;
	}

	@GetMapping(path = "/api/cluster", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "The members that run the jobs of style hazelcast", description = """
			Lists the members of the cluster: this lab, its workers, and other labs that were told of it. Each says how
			many jobs it does at once, which it does now, and how many wait. A job whose worker dies runs again at
			another; `runAgain` counts that. There are no members before the first use of the style.""")
	CompletableFuture<ClusterView> cluster() {
		return CompletableFuture.supplyAsync(this.cluster::view, this.virtualThreads);
	}

}
