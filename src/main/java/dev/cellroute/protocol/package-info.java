/** The Jupyter wire protocol as pure functions. It must not open a socket or start a thread. */
@NullMarked
package dev.cellroute.protocol;

import org.jspecify.annotations.NullMarked;
