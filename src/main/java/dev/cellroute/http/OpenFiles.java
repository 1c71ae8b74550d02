package dev.cellroute.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files the process may have open; a socket is one of them. */
final class OpenFiles {
  private OpenFiles() {}

  /** No bound where the system knows none. */
  static long most() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
