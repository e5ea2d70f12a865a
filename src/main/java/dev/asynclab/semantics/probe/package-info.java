/**
 * The facts about asyncio that people rely on, each with a probe that finds out whether a
 * style's usual idiom keeps it, and whether our lesson class does. A probe runs real
 * threads, publishers and tasks of its own, ends its calls one by one, and waits for
 * events, never for time to pass.
 */
@NullMarked
package dev.asynclab.semantics.probe;

import org.jspecify.annotations.NullMarked;
