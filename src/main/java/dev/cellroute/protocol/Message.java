package dev.cellroute.protocol;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;

/**
 * One message of the Jupyter protocol. {@code parent} is the header of the request it belongs to,
 * or {@link Header#NONE}. The content stays bytes until {@link Content#of} reads it, so that the
 * thread that receives never parses output.
 */
public record Message(Header header, Header parent, Buffer content) {
  public Message {
    requireNonNull(header, "header");
    requireNonNull(parent, "parent");
    requireNonNull(content, "content");
  }

  public String type() {
    return header.type();
  }

  /** What it weighs while it waits to be handled. */
  public int size() {
    return content.length();
  }
}
