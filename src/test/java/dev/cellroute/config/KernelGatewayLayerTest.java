package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KernelGatewayLayerTest {
  private final List<Diagnostic> found = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "KG_IP,0.0.0.0,http.host,0.0.0.0",
        "KG_IP,*,http.host,0.0.0.0",
        "KG_PORT,9000,http.port,9000",
        "KG_PORT_RETRIES,5,http.port-retries,5",
        "KG_BASE_URL,a//b,http.base-path,/a/b/",
        "KG_AUTH_TOKEN,t,http.token,t",
        "KG_ALLOW_CREDENTIALS,true,security.cors.allow-credentials,true",
        "KG_ALLOW_HEADERS,X,security.cors.allow-headers,X",
        "KG_ALLOW_METHODS,GET,security.cors.allow-methods,GET",
        "KG_ALLOW_ORIGIN,*,security.cors.allow-origin,*",
        "KG_EXPOSE_HEADERS,X,security.cors.expose-headers,X",
        "KG_MAX_AGE,9,security.cors.max-age,9",
        "KG_PRESPAWN_COUNT,2,notebooks[].kernels,2",
        "KG_FORCE_KERNEL_NAME,ir,notebooks[].kernel,ir",
        "KG_ALLOW_NOTEBOOK_DOWNLOAD,True,http.source,true",
        "KG_ALLOW_NOTEBOOK_DOWNLOAD,False,http.source,false",
        "KG_STATIC_PATH,public,http.static,public",
      })
  void variablesAreOurSettingsAndTurnOnCompatibility(
      String variable, String text, String key, String value) {
    Layer layer = KernelGatewayLayer.ofEnvironment(Map.of(variable, text), found::add);

    assertThat(texts(layer)).isEqualTo(Map.of(key, value, "compat", "jkg"));
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "KernelGatewayApp.port|9000|http.port|9000",
        "KernelGatewayApp.base_url|/kg|http.base-path|/kg/",
        "ip|127.0.0.2|http.host|127.0.0.2",
        "port_retries|5|http.port-retries|5",
        "KernelGatewayApp.log_level|DEBUG|log.level|debug",
        "KernelGatewayApp.log_level|40|log.level|error",
        "NotebookHTTPPersonality.allow_notebook_download|True|http.source|true",
        "NotebookHTTPPersonality.comment_prefix|{'sql': '--', None: '#'}|notebooks[].comment-prefix|--",
        "NotebookHTTPPersonality.comment_prefix|{\"clojure\": \";;\",}|notebooks[].comment-prefix|;;",
        "NotebookHTTPPersonality.comment_prefix|sql=--|notebooks[].comment-prefix|--",
      })
  void flagsAreOurSettingsAndTurnOnCompatibility(
      String flag, String text, String key, String value) {
    Layer layer = KernelGatewayLayer.ofFlags(Map.of(flag, text), found::add);

    assertThat(texts(layer)).isEqualTo(Map.of(key, value, "compat", "jkg"));
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "api|kernel_gateway.jupyter_websocket|--api: kernel_gateway.jupyter_websocket: only the notebook-http mode is offered",
        "NotebookHTTPPersonality.cell_parser|a.b|--NotebookHTTPPersonality.cell_parser: a.b: only annotated cells are understood",
        "NotebookHTTPPersonality.allow_notebook_download|yes|--NotebookHTTPPersonality.allow_notebook_download: http.source: yes (expected: True or False)",
        "NotebookHTTPPersonality.comment_prefix|{'a': '1', 'b': '2'}|--NotebookHTTPPersonality.comment_prefix: notebooks[].comment-prefix: {'a': '1', 'b': '2'} (expected: a dictionary such as {'sql': '--'} that adds one prefix)",
        "NotebookHTTPPersonality.comment_prefix|{'a': 1}|--NotebookHTTPPersonality.comment_prefix: notebooks[].comment-prefix: {'a': 1} (expected: a dictionary such as {'sql': '--'} that adds one prefix)",
        "KernelGatewayApp.log_level|loud|--KernelGatewayApp.log_level: log.level: loud (expected: a log level of Python, such as INFO or 20)",
        "KernelGatewayApp.prot|1|--KernelGatewayApp.prot: unknown flag --KernelGatewayApp.prot",
      })
  void whatIsNotOfferedIsAnError(String flag, String text, String message) {
    KernelGatewayLayer.ofFlags(Map.of(flag, text), found::add);

    assertThat(found.stream().map(each -> each.location() + ": " + each.message()))
        .containsExactly(message);
    assertThat(found.get(0).isError()).isTrue();
  }

  @Test
  void anUnknownFlagNamesTheNearest() {
    KernelGatewayLayer.ofFlags(Map.of("KernelGatewayApp.prot", "1"), found::add);

    assertThat(found.get(0).help()).isEqualTo("did you mean --KernelGatewayApp.port?");
  }

  @Test
  void whatHasNoMeaningHereIsAWarningThatSaysWhy() {
    KernelGatewayLayer.ofEnvironment(
        Map.of("KG_TRUST_XHEADERS", "true", "KG_TURST", "x", "KG_API", "notebook-http"),
        found::add);

    assertThat(found.stream().map(Diagnostic::message))
        .containsExactly(
            "KG_TRUST_XHEADERS has no effect: it changes only Kernel Gateway's log",
            "KG_TURST is no variable of Kernel Gateway");
    assertThat(found).noneMatch(Diagnostic::isError);
  }

  @Test
  void aVariableWithoutTextIsNotSet() {
    Layer layer = KernelGatewayLayer.ofEnvironment(Map.of("KG_AUTH_TOKEN", ""), found::add);

    assertThat(layer).isEqualTo(Layer.EMPTY);
  }

  @Test
  void theSeedIsTheListOfNotebooks() {
    Layer layer =
        KernelGatewayLayer.ofFlags(Map.of("KernelGatewayApp.seed_uri", "a.ipynb"), found::add);

    Layer.Entry entry = Layer.Entry.of("a.ipynb", Place.named("--KernelGatewayApp.seed_uri"));
    assertThat(layer.notebooks()).contains(List.of(entry));
  }

  /** The variables of Kernel Gateway 3.0.1's notebook-http mode. */
  @Test
  void everyVariableOfKernelGatewayIsUnderstood() {
    assertThat(Traits.ALL.stream().flatMap(trait -> trait.variable().stream()))
        .containsExactlyInAnyOrder(
            "KG_IP",
            "KG_PORT",
            "KG_PORT_RETRIES",
            "KG_BASE_URL",
            "KG_AUTH_TOKEN",
            "KG_ALLOW_CREDENTIALS",
            "KG_ALLOW_HEADERS",
            "KG_ALLOW_METHODS",
            "KG_ALLOW_ORIGIN",
            "KG_EXPOSE_HEADERS",
            "KG_MAX_AGE",
            "KG_TRUST_XHEADERS",
            "KG_MAX_KERNELS",
            "KG_SEED_URI",
            "KG_PRESPAWN_COUNT",
            "KG_DEFAULT_KERNEL_NAME",
            "KG_FORCE_KERNEL_NAME",
            "KG_ENV_PROCESS_WHITELIST",
            "KG_API",
            "KG_CERTFILE",
            "KG_KEYFILE",
            "KG_CLIENT_CA",
            "KG_SSL_VERSION",
            "KG_WS_PING_INTERVAL_SECS",
            "KG_CELL_PARSER",
            "KG_ALLOW_NOTEBOOK_DOWNLOAD",
            "KG_STATIC_PATH");
  }

  private static Map<String, String> texts(Layer layer) {
    return layer.values().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().text()));
  }
}
