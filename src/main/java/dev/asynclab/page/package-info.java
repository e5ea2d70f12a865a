/**
 * The resources of the page at the root, besides its static files.
 */
@NullMarked
package dev.asynclab.page;

import org.jspecify.annotations.NullMarked;
