package dev.cellroute.config;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.fault.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whatever a file, a variable or a flag holds, reading it ends with diagnostics and never with an
 * exception.
 */
final class ConfigFuzzTest {
  @FuzzTest
  void anyFileIsReadOrReported(FuzzedDataProvider data) {
    List<Diagnostic> found = new ArrayList<>();
    Layer layer = YamlLayer.parse("c.yaml", data.consumeRemainingAsString(), found::add);

    ConfigRules.check(Settings.merge(List.of(layer), found::add), found::add);
  }

  @FuzzTest
  void anyValueIsReadOrRefused(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();

    ConfigKey.all().forEach(key -> key.type().read(text));
    Traits.ALL.stream()
        .flatMap(trait -> trait.names())
        .forEach(flag -> KernelGatewayLayer.ofFlags(Map.of(flag, text), each -> {}));
  }
}
