/**
 * Gives the process the JVM options that suit a gateway. Knows nothing of what the process does.
 */
@NullMarked
package dev.cellroute.launch;

import org.jspecify.annotations.NullMarked;
