/** Kernels kept warm and lent out, one call at a time. It must know neither notebooks nor HTTP. */
@NullMarked
package dev.cellroute.pool;

import org.jspecify.annotations.NullMarked;
