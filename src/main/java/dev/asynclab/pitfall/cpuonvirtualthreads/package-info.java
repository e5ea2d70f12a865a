@NullMarked
package dev.asynclab.pitfall.cpuonvirtualthreads;

import org.jspecify.annotations.NullMarked;
