package dev.cellroute.protocol;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Our side of the talk with one kernel: makes requests with ids no other session has. Safe from any
 * thread.
 */
public final class Session {
  /** The protocol we speak; kernels of 5.0 and newer understand it. */
  private static final String VERSION = "5.4";

  private static final String USERNAME = "cellroute";

  private final String id;

  /** Touched by every thread that sends: only ever incremented. */
  private final AtomicLong count = new AtomicLong();

  public Session(String id) {
    this.id = requireNonNull(id, "id");
  }

  public static Session random() {
    return new Session(UUID.randomUUID().toString());
  }

  public String id() {
    return id;
  }

  public Message request(String type, JsonObject content) {
    return reply(Header.NONE, type, content);
  }

  /**
   * A message that belongs to one of the kernel's, such as the answer to an {@code input_request}.
   */
  public Message reply(Header parent, String type, JsonObject content) {
    return new Message(header(type), parent, Buffer.buffer(content.encode()));
  }

  private Header header(String type) {
    return new Header(id + ":" + count.incrementAndGet(), id, USERNAME, type, VERSION);
  }
}
