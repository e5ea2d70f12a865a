package dev.asynclab.pitfall;

/**
 * Where a mistake is described or was reported.
 *
 * @param title what is there
 * @param url where
 */
public record Source(String title, String url) {

	/**
	 * An issue of a project on GitHub.
	 * @param repository the project, with its owner
	 * @param number the number of the issue or pull request
	 * @return the source
	 */
	public static Source issue(String repository, int number) {
		return new Source(repository + "#" + number, "https://github.com/" + repository + "/issues/" + number);
	}

	/**
	 * A JDK Enhancement Proposal.
	 * @param number its number
	 * @return the source
	 */
	public static Source jep(int number) {
		return new Source("JEP " + number, "https://openjdk.org/jeps/" + number);
	}

}
