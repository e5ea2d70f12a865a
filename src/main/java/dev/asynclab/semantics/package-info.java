/**
 * {@code GET /api/semantics}: what people rely on in asyncio, and whether each style's
 * usual idiom and our lesson class keep it, measured anew each time.
 */
@NullMarked
package dev.asynclab.semantics;

import org.jspecify.annotations.NullMarked;
