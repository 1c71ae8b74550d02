/** The commands of the {@code cellroute} program. */
@NullMarked
package dev.cellroute.cli;

import org.jspecify.annotations.NullMarked;
