/**
 * A real browser for tests.
 */
@NullMarked
package dev.asynclab.browser;

import org.jspecify.annotations.NullMarked;
