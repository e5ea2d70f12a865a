/**
 * What the page at the root is made of beside its static files.
 */
@NullMarked
package dev.asynclab.page;

import org.jspecify.annotations.NullMarked;
