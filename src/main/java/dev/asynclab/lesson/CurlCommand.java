package dev.asynclab.lesson;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Writes the commands that a report tells to try next, for the port that the service
 * really has.
 */
@Component
class CurlCommand {

	private final Environment environment;

	CurlCommand(Environment environment) {
		this.environment = environment;
	}

	/**
	 * The command that calls a path of the lab.
	 * @param path the path, with its query
	 * @return a command for a shell
	 */
	String command(String path) {
		String port = this.environment.getProperty("local.server.port", "8080");
		return "curl 'localhost:" + port + path + "'";
	}

}
