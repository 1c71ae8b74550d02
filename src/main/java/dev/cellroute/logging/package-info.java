/**
 * How log lines are written; the only importer of {@code ch.qos.logback}. It must not know what is
 * logged.
 */
@NullMarked
package dev.cellroute.logging;

import org.jspecify.annotations.NullMarked;
