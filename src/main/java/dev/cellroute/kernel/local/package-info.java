/**
 * Kernels as processes of this machine, spoken to over ZeroMQ; the only importer of
 * {@code org.zeromq}.
 */
@NullMarked
package dev.cellroute.kernel.local;

import org.jspecify.annotations.NullMarked;
