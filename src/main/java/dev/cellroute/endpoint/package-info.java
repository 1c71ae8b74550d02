/** Annotated cells become an API description. It must not know kernels, pools or HTTP servers. */
@NullMarked
package dev.cellroute.endpoint;

import org.jspecify.annotations.NullMarked;
