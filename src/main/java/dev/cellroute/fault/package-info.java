/**
 * What can go wrong, as values: error codes, diagnostics and the places they point at. It knows
 * nothing of notebooks, kernels or HTTP; one place elsewhere turns a code into a status.
 */
@NullMarked
package dev.cellroute.fault;

import org.jspecify.annotations.NullMarked;
