@NullMarked
package dev.asynclab.cluster;

import org.jspecify.annotations.NullMarked;
