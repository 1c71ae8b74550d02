package dev.cellroute.faults;

import dev.cellroute.faults.Seen.Answer;
import dev.cellroute.faults.Seen.Bodies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks a gateway on loopback, each time on a connection of its own. Blocks. */
record Client(int port) {
  Wire connect() throws IOException {
    return Wire.connect(port);
  }

  Seen ask(String method, String target, String... headers) throws IOException {
    return send(method, target, "", headers);
  }

  Seen get(String target, String... headers) throws IOException {
    return ask("GET", target, headers);
  }

  /** Each character of the body is one byte; its length is added. */
  Seen send(String method, String target, String body, String... headers) throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Connection: close");
    if (!body.isEmpty()) {
      all.add("Content-Length: " + body.length());
    }
    try (Wire wire = connect()) {
      wire.send(Wire.head(method, target, all.toArray(String[]::new)) + body);
      return wire.rest(method.equals("HEAD") ? Bodies.NONE : Bodies.PRESENT);
    }
  }

  /** The body of a good answer to GET. */
  String read(String target) throws IOException {
    Answer answer = get(target).only();
    if (answer.status() != 200) {
      throw new AssertionError(target + ": " + answer);
    }
    return answer.body();
  }
}
