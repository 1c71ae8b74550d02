/**
 * The bundled Java kernel: JShell behind the Jupyter protocol, in a process of its own. Nothing
 * imports it.
 */
@NullMarked
package dev.cellroute.javakernel;

import org.jspecify.annotations.NullMarked;
