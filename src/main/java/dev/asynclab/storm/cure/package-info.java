/**
 * The cures, each in a class to be copied.
 */
@NullMarked
package dev.asynclab.storm.cure;

import org.jspecify.annotations.NullMarked;
