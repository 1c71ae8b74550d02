/** Writers of API descriptions over a compiled notebook. */
@NullMarked
package dev.cellroute.openapi;

import org.jspecify.annotations.NullMarked;
