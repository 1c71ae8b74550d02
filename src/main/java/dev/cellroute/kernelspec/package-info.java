/** Which kernels are installed on this machine, along Jupyter's search path. */
@NullMarked
package dev.cellroute.kernelspec;

import org.jspecify.annotations.NullMarked;
