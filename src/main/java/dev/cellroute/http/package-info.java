/** HTTP in, HTTP out; the only importer of {@code io.vertx.ext.web}. */
@NullMarked
package dev.cellroute.http;

import org.jspecify.annotations.NullMarked;
