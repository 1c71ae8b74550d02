/**
 * The fast lane into a Python kernel: calls by number over a private socket. It must not know
 * notebooks, pools or HTTP, nor how the kernel was started.
 */
@NullMarked
package dev.cellroute.kernel.resident;

import org.jspecify.annotations.NullMarked;
