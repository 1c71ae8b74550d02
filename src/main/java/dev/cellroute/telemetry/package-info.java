/**
 * What an operator sees: metrics and traces. It listens to the other rooms and none of them knows
 * it; the only importer of Micrometer, the Prometheus model and OpenTelemetry.
 */
@NullMarked
package dev.cellroute.telemetry;

import org.jspecify.annotations.NullMarked;
