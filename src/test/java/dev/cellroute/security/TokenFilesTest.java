package dev.cellroute.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.config.Secret;
import dev.cellroute.config.TokenConfig;
import dev.cellroute.config.TokenConfig.Source;
import dev.cellroute.fault.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenFilesTest {
  @TempDir
  private Path folder;

  @Test
  void eachLineOfAFileIsAToken() throws IOException {
    Authenticator tokens = read("# the old one\nold\n\n  new  \r\n");

    assertThat(whose(tokens, "old")).contains("ci");
    assertThat(whose(tokens, "new")).contains("ci");
    assertThat(whose(tokens, "# the old one")).isEmpty();
    assertThat(whose(tokens, "")).isEmpty();
  }

  @Test
  void anEmptyFileLetsNobodyIn() throws IOException {
    assertThat(whose(read("\n# none\n"), "none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "tök", "a\u0000b"})
  void whatIsNoTokenIsReportedWithoutQuotingIt(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith("file of tokens: not at most 64 lines, each one word in ASCII");
  }

  @Test
  void everyFileThatCannotBeReadIsReported() {
    TokenFiles tokens = new TokenFiles(List.of(in("a", "none"), in("b", "neither")));

    assertThatThrownBy(tokens::read)
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            failure -> assertThat(failure.diagnostics())
                .extracting(each -> each.location().file())
                .containsExactly(
                    folder.resolve("none").toString(), folder.resolve("neither").toString()));
  }

  @Test
  void aFileThatOthersCanReadIsExposed() throws IOException {
    Path open = Files.writeString(folder.resolve("open"), "t");
    Path kept = Files.writeString(folder.resolve("kept"), "t");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));

    TokenFiles tokens = new TokenFiles(List.of(in("a", "open"), in("b", "kept"), in("c", "none")));

    assertThat(tokens.exposed()).containsExactly(open);
  }

  @Test
  void valuesNeedNoFile() {
    TokenFiles tokens = new TokenFiles(List.of(TokenConfig.only(new Secret("open-sesame"))));

    assertThat(tokens.files()).isEmpty();
    assertThat(whose(tokens.read(), "open-sesame")).contains("http.token");
  }

  private Authenticator read(String text) throws IOException {
    Files.writeString(folder.resolve("tokens"), text);
    return new TokenFiles(List.of(in("ci", "tokens"))).read();
  }

  private TokenConfig in(String name, String file) {
    return new TokenConfig(name, new Source.Lines(folder.resolve(file)), List.of());
  }

  private static Optional<String> whose(Authenticator tokens, String presented) {
    return tokens.authenticate(List.of(presented), List.of()).map(Principal::name);
  }
}
