/**
 * The files that classes were compiled from, to be shown to users.
 */
@NullMarked
package dev.asynclab.source;

import org.jspecify.annotations.NullMarked;
