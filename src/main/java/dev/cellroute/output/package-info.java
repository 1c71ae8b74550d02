/** What a cell shows: text, displays, results and failures, as Jupyter kernels send them. */
@NullMarked
package dev.cellroute.output;

import org.jspecify.annotations.NullMarked;
