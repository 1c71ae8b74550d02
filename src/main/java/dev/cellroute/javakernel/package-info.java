/**
 * The bundled Java kernel: JShell behind the Jupyter protocol, in a process of its own. Nothing
 * imports it, and it knows nothing of the gateway.
 */
@NullMarked
package dev.cellroute.javakernel;

import org.jspecify.annotations.NullMarked;
