/** Reading {@code .ipynb} files into values. It must not know what an endpoint is. */
@NullMarked
package dev.cellroute.notebook;

import org.jspecify.annotations.NullMarked;
