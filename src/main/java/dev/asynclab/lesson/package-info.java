/**
 * The lessons: one package for each concept of asyncio, with the lesson class of each
 * style, which is plain code to be copied, and the controller that runs it. What the
 * lessons share, the run of a plan and its answer over HTTP, is here.
 */
@NullMarked
package dev.asynclab.lesson;

import org.jspecify.annotations.NullMarked;
