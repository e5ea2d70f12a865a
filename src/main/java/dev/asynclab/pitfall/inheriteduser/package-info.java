@NullMarked
package dev.asynclab.pitfall.inheriteduser;

import org.jspecify.annotations.NullMarked;
