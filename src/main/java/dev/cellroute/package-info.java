/** The composition root: which parts exist and how they are wired. */
@NullMarked
package dev.cellroute;

import org.jspecify.annotations.NullMarked;
