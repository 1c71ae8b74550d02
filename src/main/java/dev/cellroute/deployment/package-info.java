/** One generation of one notebook: its API together with its pool of seeded kernels. */
@NullMarked
package dev.cellroute.deployment;

import org.jspecify.annotations.NullMarked;
