package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.TokenConfig.Scope;
import dev.cellroute.config.TokenConfig.Source;
import dev.cellroute.fault.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenListTest {
  private final List<Diagnostic> found = new ArrayList<>();

  @Test
  void theShortFormAndTheListAreTheTokens() {
    List<TokenConfig> tokens = tokens("""
        http: {token: short}
        security:
          tokens:
            - {name: ci, value: s3cret}
            - {name: ops, value-file: ops.token, scopes: [admin, 'call:/m']}
        notebooks: [{path: a.ipynb, mount: /m}]
        """);

    assertThat(found).isEmpty();
    assertThat(tokens)
        .containsExactly(
            TokenConfig.only(new Secret("short")),
            new TokenConfig(
                "ci", new Source.Value(new Secret("s3cret")), List.of(new Scope.Call("*"))),
            new TokenConfig(
                "ops",
                new Source.Lines(Path.of("work", "ops.token")),
                List.of(new Scope.Admin(), new Scope.Call("/m"))));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      [{value: x}]                                  | missing-name
      [{name: a}]                                   | token-source
      [{name: a, value: x, value-file: f}]          | token-source
      [{name: a, value: x}, {name: a, value: y}]    | duplicate-token
      [{name: a, value: x, scopes: 'call:/nowhere'}] | unknown-mount
      [{name: a, value: x, scopes: write}]          | bad-value
      [{name: a, value: s3cret text}]               | bad-value
      [{name: a, vaule: s3cret}]                    | token-source
      [s3cret]                                      | bad-value
      s3cret                                        | bad-value
      [{name: a, value: [s3cret, {}]}]              | bad-value
      """)
  void aMistakeIsReportedAndNoSecretQuoted(String list, String code) {
    tokens("security:\n  tokens: " + list + "\n");

    assertThat(found).extracting(Diagnostic::code).contains(code);
    assertThat(found.toString()).doesNotContain("s3cret");
  }

  @Test
  void aVariableHoldsTheSameList() {
    Layer layer = EnvironmentLayer.read(
        Map.of("CELLROUTE_SECURITY_TOKENS", "[{name: ci, value: s3cret}]"), found::add);

    assertThat(resolve(layer))
        .containsExactly(new TokenConfig(
            "ci", new Source.Value(new Secret("s3cret")), List.of(new Scope.Call("*"))));
  }

  @Test
  void whatIsPrintedHidesTheTokens() {
    Layer layer =
        YamlLayer.parse("c.yaml", "security: {tokens: [{name: ci, value: s3cret}]}", found::add);

    List<Setting> shown = Settings.merge(List.of(layer), found::add).shown();

    assertThat(shown.stream().map(each -> each.key() + "=" + each.value()))
        .contains("security.tokens[0].name=ci", "security.tokens[0].value=******");
  }

  private List<TokenConfig> tokens(String yaml) {
    return resolve(YamlLayer.parse("c.yaml", yaml, found::add));
  }

  private List<TokenConfig> resolve(Layer layer) {
    Settings settings = Settings.merge(List.of(layer), found::add);
    return new TokenList(settings, Path.of("work"), found::add).resolve();
  }
}
