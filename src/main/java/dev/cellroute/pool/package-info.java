/** Kernels kept warm and lent out to calls. It must know neither notebooks nor HTTP. */
@NullMarked
package dev.cellroute.pool;

import org.jspecify.annotations.NullMarked;
