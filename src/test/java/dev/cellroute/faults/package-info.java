/**
 * The fault suite: every fault of the catalogue in {@code src/site/markdown/faults.md} is done to a
 * running gateway, and after each the same oracles are asked. Knows the gateway from outside only.
 */
@NullMarked
package dev.cellroute.faults;

import org.jspecify.annotations.NullMarked;
