package dev.cellroute.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.Document;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of faults and the suites name the same rows. */
final class CatalogueTest {
  private static final int GOAL = 120;
  private static final String NOT = "not: ";

  private static final Map<String, List<? extends Fault<?>>> SUITES = Map.ofEntries(
      Map.entry("HttpFaultsIT", HttpFaultsIT.ROWS),
      Map.entry("ResponseFaultsIT", ResponseFaultsIT.ROWS),
      Map.entry("BodyFaultsIT", BodyFaultsIT.ROWS),
      Map.entry("SlowClientsIT", SlowClientsIT.ROWS),
      Map.entry("InjectionFaultsIT", InjectionFaultsIT.ROWS),
      Map.entry("AccessFaultsIT", AccessFaultsIT.ROWS),
      Map.entry("BrowserFaultsIT", BrowserFaultsIT.ROWS),
      Map.entry("KernelDeathIT", KernelDeathIT.ROWS),
      Map.entry("HungCellsIT", HungCellsIT.ROWS),
      Map.entry("OutputFaultsIT", OutputFaultsIT.ROWS),
      Map.entry("NotebookFaultsIT", NotebookFaultsIT.ROWS),
      Map.entry("SettingFaultsIT", SettingFaultsIT.ROWS),
      Map.entry("ProcessFaultsIT", ProcessFaultsIT.ROWS),
      Map.entry("TakenAwayIT", TakenAwayIT.ROWS));

  private final Document page = Document.page("faults");

  @Test
  void thePageSaysOfEveryRowWhoRunsIt() {
    Map<String, String> said = new TreeMap<>();
    catalogue().forEach(row -> said.put(row.get(0), row.get(3)));
    said.values().removeIf(who -> who.startsWith(NOT));

    assertThat(said).isEqualTo(suites());
  }

  @Test
  void aRowThatNobodyRunsHasAReason() {
    assertThat(catalogue())
        .filteredOn(row -> row.get(3).startsWith(NOT))
        .allSatisfy(row -> assertThat(row.get(3)).hasSizeGreaterThan(NOT.length()));
  }

  @Test
  void noRowIsListedTwice() {
    assertThat(catalogue().map(row -> row.get(0))).doesNotHaveDuplicates();
  }

  @Test
  void enoughRowsAreAutomated() {
    assertThat(suites()).hasSizeGreaterThanOrEqualTo(GOAL);
  }

  @Test
  void thePageListsWhatIsKnownToFail() {
    Set<String> known = new TreeSet<>();
    SUITES.values().stream()
        .flatMap(List::stream)
        .filter(fault -> fault.gap().isPresent())
        .forEach(fault -> known.add(fault.id()));

    assertThat(page.table("id").stream().filter(row -> row.size() == 2).map(row -> row.get(0)))
        .containsExactlyElementsOf(known);
  }

  private Stream<List<String>> catalogue() {
    return page.table("id").stream().filter(row -> row.size() == 4);
  }

  private static Map<String, String> suites() {
    return SUITES.entrySet().stream()
        .flatMap(
            suite -> suite.getValue().stream().map(fault -> Map.entry(fault.id(), suite.getKey())))
        .distinct()
        .collect(Collectors.toMap(
            Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
  }
}
