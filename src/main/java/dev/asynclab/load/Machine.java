package dev.asynclab.load;

/**
 * The machine that was measured.
 *
 * @param cores how many processors the JVM has
 * @param java the version of Java
 * @param os the operating system
 */
public record Machine(int cores, String java, String os) {

	/**
	 * Describes this machine.
	 * @return what the JVM knows of it
	 */
	public static Machine here() {
		return new Machine(Runtime.getRuntime().availableProcessors(), Runtime.version().toString(),
				System.getProperty("os.name") + " " + System.getProperty("os.arch"));
	}

	@Override
	public String toString() {
		return this.cores + " cores, Java " + this.java + ", " + this.os;
	}

}
