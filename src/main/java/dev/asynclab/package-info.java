/**
 * Async Lab: every concept of Python's asyncio, run in Java, drawn as a timeline and
 * measured.
 */
@NullMarked
package dev.asynclab;

import org.jspecify.annotations.NullMarked;
