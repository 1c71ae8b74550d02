package dev.cellroute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.cli.Curl.Access;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.PathTemplate;
import dev.cellroute.endpoint.Verb;
import dev.cellroute.notebook.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CurlTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "GET     | /a           | curl 'http://h:1/b/m/a'",
        "GET     | /            | curl 'http://h:1/b/m/'",
        "HEAD    | /a/:id/*rest | curl -I 'http://h:1/b/m/a/1/1'",
        "DELETE  | /grün/it's   | curl -X DELETE 'http://h:1/b/m/gr%C3%BCn/it%27s'",
        "OPTIONS | /a%20b       | curl -X OPTIONS 'http://h:1/b/m/a%20b'",
        "PUT     | /a           | curl -X PUT -H 'Content-Type: application/json' -d '{}' 'http://h:1/b/m/a'",
      })
  void commandsCanBePastedIntoAShell(Verb verb, String path, String command) {
    assertThat(new Curl("http://h:1", "/b", Access.OPEN).command(endpoint(verb, path), "/m"))
        .isEqualTo(command);
  }

  @Test
  void theTokenIsTakenFromTheShell() {
    assertThat(new Curl("http://h:1", "/", Access.TOKEN).command(endpoint(Verb.GET, "/a"), "/"))
        .isEqualTo("curl -H \"Authorization: Bearer $TOKEN\" 'http://h:1/a'");
  }

  private static Endpoint endpoint(Verb verb, String path) {
    Cell cell = new Cell(1, Cell.Type.CODE, "", List.of());
    return new Endpoint(verb, PathTemplate.parse(path), "", List.of(cell), List.of());
  }
}
