package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.Trait.Effect;
import dev.cellroute.testing.Document;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DocumentedTraitsTest {
  private static final List<List<String>> ROWS =
      Document.page("configuration").table("Kernel Gateway");

  @Test
  void everyOptionOfKernelGatewayIsListed() {
    assertThat(spans(0))
        .containsExactlyInAnyOrderElementsOf(
            Traits.ALL.stream().map(DocumentedTraitsTest::name).toList());
  }

  @Test
  void everyVariableOfKernelGatewayIsListed() {
    assertThat(spans(1))
        .containsExactlyInAnyOrderElementsOf(
            Traits.ALL.stream().flatMap(trait -> trait.variable().stream()).toList());
  }

  @Test
  void everyOptionThatIsASettingHereNamesItsKey() {
    Stream<Trait> settings =
        Traits.ALL.stream().filter(trait -> trait.effect() instanceof Effect.Sets);

    assertThat(settings)
        .allSatisfy(trait -> assertThat(ROWS)
            .anySatisfy(row -> assertThat(row.get(0) + row.get(2))
                .startsWith(
                    "`" + name(trait) + "``" + ((Effect.Sets) trait.effect()).key() + "`")));
  }

  private static Stream<String> spans(int column) {
    return ROWS.stream().flatMap(row -> Document.spans(row.get(column)).stream());
  }

  private static String name(Trait trait) {
    return trait.flag().substring(trait.flag().indexOf('.') + 1);
  }
}
