/**
 * The page at the root.
 */
@NullMarked
package dev.asynclab.page;

import org.jspecify.annotations.NullMarked;
