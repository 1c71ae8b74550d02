/** Small real classes that stand in for what a test does not want to start. */
@NullMarked
package dev.cellroute.testing;

import org.jspecify.annotations.NullMarked;
