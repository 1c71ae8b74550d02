package dev.cellroute.protocol;

import static java.util.Objects.requireNonNull;

/**
 * Who sent a message and what it is. Unknown members are ignored and absent ones are empty, because
 * a parent header may be {@code {}} (the {@code iopub_welcome} of ipykernel has such a parent). The
 * date is left out: it is the kernel's wall clock.
 */
public record Header(String id, String session, String username, String type, String version) {
  public static final Header NONE = new Header("", "", "", "", "");

  public Header {
    requireNonNull(id, "id");
    requireNonNull(session, "session");
    requireNonNull(username, "username");
    requireNonNull(type, "type");
    requireNonNull(version, "version");
  }
}
