/**
 * The facts about asyncio that people rely on, in catalogues by subject. A probe finds
 * out whether a style's usual idiom keeps a fact, and whether our lesson class does. It
 * runs its own threads, publishers and tasks, ends its calls one by one, and waits for
 * events, never for time to pass.
 */
@NullMarked
package dev.asynclab.semantics.probe;

import org.jspecify.annotations.NullMarked;
