package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RequestDocumentTest {
  private static final String REST =
      "\"args\": {}, \"path\": {}, \"headers\": {}, \"method\": \"GET\", "
          + "\"url\": \"http://localhost/iris\", \"id\": \"r-1\"";

  @Test
  void everythingOfARequestIsInIt() {
    Map<String, List<String>> query = new LinkedHashMap<>();
    query.put("a", List.of("1", "2"));
    query.put("ü", List.of(""));
    Invocation invocation = new Invocation(
        Examples.PLAIN,
        "r-7",
        "POST",
        "http://localhost:8888/iris/x?a=1&a=2&%C3%BC=",
        List.of(
            new Header("X-Foo", "1"), new Header("Accept", "*/*"), new Header("X-Foo", "\"2\"")),
        query,
        Map.of("id", "a/b\n"),
        Body.json("{\"n\": 123456789012345678901234567890, \"d\": 1.10}"),
        "*/*",
        Duration.ofSeconds(1));

    assertThat(RequestDocument.of(invocation))
        .isEqualTo("{\"body\": {\"n\": 123456789012345678901234567890, \"d\": 1.10}, "
            + "\"args\": {\"a\": [\"1\", \"2\"], \"\\u00fc\": [\"\"]}, "
            + "\"path\": {\"id\": \"a/b\\n\"}, "
            + "\"headers\": {\"X-Foo\": [\"1\", \"\\\"2\\\"\"], \"Accept\": \"*/*\"}, "
            + "\"method\": \"POST\", "
            + "\"url\": \"http://localhost:8888/iris/x?a=1&a=2&%C3%BC=\", \"id\": \"r-7\"}");
  }

  @Test
  void textBodyIsAString() {
    assertThat(document(new Body.Text("é \"x\"")))
        .isEqualTo("{\"body\": \"\\u00e9 \\\"x\\\"\", " + REST + "}");
  }

  @Test
  void emptyBodyIsTheEmptyString() {
    assertThat(document(Body.Text.EMPTY)).isEqualTo("{\"body\": \"\", " + REST + "}");
  }

  @Test
  void jsonNullIsNull() {
    assertThat(document(Body.json("null"))).isEqualTo("{\"body\": null, " + REST + "}");
  }

  @Test
  void binaryBodyIsBase64WithAMark() {
    Buffer bytes = Buffer.buffer(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0x41});

    assertThat(document(new Body.Binary(bytes)))
        .isEqualTo("{\"body\": \"//4AQQ==\", " + REST + ", \"body-encoding\": \"base64\"}");
  }

  @Test
  void formIsAnObjectOfLists() {
    Body form = new Body.Form(Map.of("a", List.of("1", "")), List.of());

    assertThat(document(form)).isEqualTo("{\"body\": {\"a\": [\"1\", \"\"]}, " + REST + "}");
  }

  @Test
  void uploadedFilesAreListed() {
    Body.UploadedFile file =
        new Body.UploadedFile("photo", "ä.png", "image/png", 5_000_000_000L, "/up/1");

    assertThat(document(new Body.Form(Map.of(), List.of(file))))
        .isEqualTo("{\"body\": {}, "
            + REST
            + ", \"files\": [{\"name\": \"photo\", \"filename\": \"\\u00e4.png\", "
            + "\"content-type\": \"image/png\", \"size\": 5000000000, \"path\": \"/up/1\"}]}");
  }

  @Test
  void manyHeadersOfOneNameKeepTheirOrder() {
    List<Header> headers =
        IntStream.range(0, 20_000).mapToObj(n -> new Header("X-N", "" + n)).toList();
    Invocation plain = Examples.invocation(Examples.PLAIN);
    Invocation invocation = new Invocation(
        plain.endpoint(),
        plain.id(),
        plain.method(),
        plain.url(),
        headers,
        plain.query(),
        plain.path(),
        plain.body(),
        plain.accept(),
        plain.timeout());

    JsonObject document = new JsonObject(RequestDocument.of(invocation));

    assertThat(document.getJsonObject("headers"))
        .isEqualTo(new JsonObject()
            .put("X-N", new JsonArray(headers.stream().map(Header::value).toList())));
  }

  @Test
  void documentIsAscii() {
    assertThat(document(Body.json("{\"ключ\": \"世界 🌸\"}"))).isASCII();
  }

  private static String document(Body body) {
    return RequestDocument.of(Examples.invocation(Examples.PLAIN, body));
  }
}
