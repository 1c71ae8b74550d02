/** A request becomes a cell run becomes a response, without any HTTP class. */
@NullMarked
package dev.cellroute.invocation;

import org.jspecify.annotations.NullMarked;
