/** Decisions about who may call what. It must not know HTTP handlers. */
@NullMarked
package dev.cellroute.security;

import org.jspecify.annotations.NullMarked;
