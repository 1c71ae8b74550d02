/**
 * Every setting, typed and explained. It knows where a value came from, never what it is used for.
 */
@NullMarked
package dev.cellroute.config;

import org.jspecify.annotations.NullMarked;
