/**
 * The lessons. Each concept of asyncio has its own package, with a lesson class for each
 * style, which is plain code to be copied, and the controller that runs it. This package
 * has what the lessons share: the run of a plan, and its answer over HTTP.
 */
@NullMarked
package dev.asynclab.lesson;

import org.jspecify.annotations.NullMarked;
