/** A live kernel, wherever it runs. It must not know notebooks, pools or HTTP. */
@NullMarked
package dev.cellroute.kernel;

import org.jspecify.annotations.NullMarked;
