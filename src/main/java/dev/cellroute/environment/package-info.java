/** Managed Python environments for notebooks whose kernel is not installed. */
@NullMarked
package dev.cellroute.environment;

import org.jspecify.annotations.NullMarked;
