package dev.cellroute.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a client saw: answers in their order, what became of the connection, and the time taken. */
record Seen(List<Answer> answers, Next next, Duration took) {
  /** The fate of a connection: the following request was answered, it was closed, or neither. */
  enum Next {
    ANSWERED,
    CLOSED,
    OPEN
  }

  /** One answer; names of headers are in lower case, repeated ones joined by a line end. */
  record Answer(int status, Map<String, String> headers, Buffer bytes) {
    String body() {
      return bytes.toString(UTF_8);
    }

    JsonObject json() {
      return new JsonObject(body());
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    @Override
    public String toString() {
      String text = body();
      return status + " " + headers + " " + text.substring(0, Math.min(300, text.length()));
    }
  }

  /** Of an attack that is no request. */
  static final Seen NOTHING = new Seen(List.of(), Next.OPEN, Duration.ZERO);

  Seen {
    answers = List.copyOf(answers);
  }

  static Seen of(Answer answer, Duration took) {
    return new Seen(List.of(answer), Next.OPEN, took);
  }

  static Seen of(List<Answer> answers) {
    return new Seen(answers, Next.OPEN, Duration.ZERO);
  }

  Answer only() {
    assertThat(answers).hasSize(1);
    return answers.get(0);
  }

  /** Takes apart everything a connection has sent; answers to HEAD have no body. */
  static List<Answer> parse(byte[] bytes, Bodies bodies) {
    List<Answer> answers = new ArrayList<>();
    String text = new String(bytes, ISO_8859_1);
    int at = 0;
    while (text.startsWith("HTTP/1.", at)) {
      int end = text.indexOf("\r\n\r\n", at);
      if (end < 0) {
        break;
      }
      Head head = Head.of(text.substring(at, end));
      int start = end + 4;
      int length = bodies == Bodies.NONE ? 0 : Math.min(head.length(), bytes.length - start);
      Buffer body = Buffer.buffer(text.substring(start, start + length).getBytes(ISO_8859_1));
      answers.add(new Answer(head.status(), head.headers(), body));
      at = start + length;
    }
    return answers;
  }

  /** Whether answers have bodies. */
  enum Bodies {
    PRESENT,
    NONE
  }

  private record Head(int status, Map<String, String> headers) {
    static Head of(String text) {
      String[] lines = text.split("\r\n", -1);
      Map<String, String> headers = new TreeMap<>();
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(':');
        headers.merge(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip(),
            (one, two) -> one + "\n" + two);
      }
      return new Head(Integer.parseInt(lines[0].substring(9, 12)), headers);
    }

    int length() {
      return Integer.parseInt(headers.getOrDefault("content-length", "0"));
    }
  }
}
