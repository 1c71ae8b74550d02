package dev.cellroute.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Frames as jupyter_client 8.10 wrote them, key {@value #KEY}. */
final class Recorded {
  static final String KEY = "a-key-of-this-test";

  /** What ipykernel publishes for {@code print('hällo')}. */
  static final List<byte[]> STREAM = frames(
      "kernel.0b5e9d3c.stream.stdout",
      "<IDS|MSG>",
      "7a3639c3105598e77cbb96b79d1be275d148c79902871bbe53d3c8b8173e4998",
      "{\"msg_id\": \"0b5e9d3c_4711_12\", \"msg_type\": \"stream\", \"username\": \"kernel\","
          + " \"session\": \"0b5e9d3c\", \"date\": \"2026-01-01T00:00:00Z\","
          + " \"version\": \"5.4\"}",
      "{\"msg_id\": \"client:1\", \"session\": \"client\", \"username\": \"cellroute\","
          + " \"date\": \"2026-01-01T00:00:00Z\", \"msg_type\": \"execute_request\","
          + " \"version\": \"5.4\"}",
      "{}",
      "{\"name\": \"stdout\", \"text\": \"hällo\\n\"}");

  /** What ipykernel 7 greets its first subscriber with: no topic, and a parent that is empty. */
  static final List<byte[]> WELCOME = frames(
      "<IDS|MSG>",
      "f9cc9ed8f79cbfe2f80652bcd22ad69b78c97f060278d4a735304a557e24dc45",
      "{\"msg_id\": \"0b5e9d3c_4711_1\", \"msg_type\": \"iopub_welcome\", \"username\":"
          + " \"kernel\", \"session\": \"0b5e9d3c\", \"date\": \"2026-01-01T00:00:00Z\","
          + " \"version\": \"5.4\"}",
      "{}",
      "{}",
      "{\"subscription\": \"\"}");

  private Recorded() {}

  /** The four parts with a right signature after the delimiter. */
  static List<byte[]> signed(String header, String parent, String content) {
    byte[] signature =
        new Signer(KEY).sign(bytes(header), bytes(parent), bytes("{}"), bytes(content));
    List<byte[]> frames = new ArrayList<>(List.of(bytes("<IDS|MSG>"), signature));
    frames.addAll(frames(header, parent, "{}", content));
    return frames;
  }

  static List<byte[]> frames(String... texts) {
    return Stream.of(texts).map(Recorded::bytes).toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
