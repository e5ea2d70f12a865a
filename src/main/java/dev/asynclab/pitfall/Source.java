package dev.asynclab.pitfall;

/**
 * A page that describes a mistake, or a report of it.
 *
 * @param title the title of the page
 * @param url the address of the page
 */
public record Source(String title, String url) {

	/**
	 * Returns an issue or pull request on GitHub.
	 * @param repository the owner and the name of the project
	 * @param number the number of the issue or pull request
	 * @return the source
	 */
	public static Source issue(String repository, int number) {
		return new Source(repository + "#" + number, "https://github.com/" + repository + "/issues/" + number);
	}

	/**
	 * Returns a JDK Enhancement Proposal.
	 * @param number the number of the proposal
	 * @return the source
	 */
	public static Source jep(int number) {
		return new Source("JEP " + number, "https://openjdk.org/jeps/" + number);
	}

}
