/**
 * Spring Boot's executor, which never grows past its eight threads.
 */
@NullMarked
package dev.asynclab.pitfall.defaultpool;

import org.jspecify.annotations.NullMarked;
