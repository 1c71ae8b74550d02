package dev.cellroute;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the walls of {@code src/site/markdown/architecture.md}: packages are the modules, each
 * names the ones it may import, each library lives behind one fence. A wall is moved here and
 * there, in a commit that says why.
 */
@NullMarked
final class ArchitectureTest {
  private static final String ROOT = "dev.cellroute";

  /** Each room and the rooms it may import; a room not opened yet has no classes and no tests. */
  private static final Map<String, Set<String>> ARROWS = table("""
      fault           <-
      output          <- fault
      schema          <- fault
      config          <- fault
      logging         <- config
      launch          <-
      notebook        <- output fault
      endpoint        <- notebook schema config fault
      kernelspec      <- fault
      environment     <- config kernelspec fault
      protocol        <- output fault
      kernel          <- protocol kernelspec output fault
      kernel.local    <- kernel protocol kernelspec config fault
      kernel.resident <- kernel protocol kernelspec output config fault
      javakernel      <-
      pool            <- kernel output config fault
      deployment      <- endpoint notebook pool kernel kernelspec environment output config \
                         fault
      invocation      <- endpoint schema pool kernel output config fault
      execution       <- notebook endpoint schema pool kernel output config fault
      openapi         <- endpoint schema notebook fault
      security        <- config fault
      telemetry       <- http kernel pool deployment endpoint invocation execution config fault
      http            <- invocation execution deployment endpoint schema openapi security \
                         logging notebook pool output config fault
      (root)          <- http telemetry security openapi execution invocation deployment pool \
                         kernel.resident kernel.local kernel protocol environment kernelspec \
                         endpoint notebook logging config schema output fault
      cli             <- (root) launch logging config notebook endpoint kernelspec openapi \
                         execution fault
      """);

  /** Each fenced library and the one room inside the fence. */
  private static final Map<String, Set<String>> FENCES = table("""
      org.zeromq       <- kernel.local
      zmq              <- kernel.local
      io.vertx.ext.web <- http
      io.vertx.core.net <- kernel.resident http
      org.dflib        <- javakernel
      jdk.jshell       <- javakernel
      ch.qos.logback   <- logging
      picocli          <- cli
      com.sun.jna      <- launch
      org.snakeyaml    <- config endpoint
      java.sql         <- execution
      javax.sql        <- execution
      io.micrometer    <- telemetry
      io.prometheus    <- telemetry
      io.opentelemetry <- telemetry
      """);

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .importUrl(Gateway.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void everyPackageIsInTheTable() {
    assertThat(openRooms()).isNotEmpty().isSubsetOf(ARROWS.keySet());
  }

  @Test
  void theTablesNameNoUnknownRoom() {
    assertThat(ARROWS.values()).allSatisfy(rooms -> assertThat(rooms).isSubsetOf(ARROWS.keySet()));
    assertThat(FENCES.values()).allSatisfy(rooms -> assertThat(rooms).isSubsetOf(ARROWS.keySet()));
  }

  @TestFactory
  Stream<DynamicTest> roomsImportOnlyWhatTheirArrowsAllow() {
    return openRooms().stream().map(room -> dynamicTest(room, () -> holdArrowsOf(room)));
  }

  private static void holdArrowsOf(String room) {
    Set<String> allowed = ARROWS.getOrDefault(room, Set.of());
    noClasses()
        .that(liveIn(room))
        .should()
        .dependOnClassesThat(
            ours("outside " + allowed, target -> !target.equals(room) && !allowed.contains(target)))
        .check(CLASSES);
  }

  @TestFactory
  Stream<DynamicTest> librariesStayBehindTheirFences() {
    return FENCES.entrySet().stream()
        .map(fence ->
            dynamicTest(fence.getKey(), () -> holdFence(fence.getKey(), fence.getValue())));
  }

  private static void holdFence(String library, Set<String> inside) {
    noClasses()
        .that(ours("outside " + inside, room -> !inside.contains(room)))
        .should()
        .dependOnClassesThat(resideInAPackage(library + ".."))
        .check(CLASSES);
  }

  @Test
  void roomsHaveNoCycle() {
    slices().assignedFrom(rooms()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyRoomSaysItsPurposeAndIsNullMarked() {
    assertThat(openPackages())
        .allSatisfy(room -> assertThat(room.tryGetPackageInfo())
            .as("annotated package-info.java of %s", room.getName())
            .hasValueSatisfying(
                info -> assertThat(info.isAnnotatedWith(NullMarked.class)).isTrue()));
  }

  @Test
  void everyClassSaysWhetherItMayBeExtended() {
    classes()
        .that()
        .areTopLevelClasses()
        .should(be(describe(
            "final, sealed, abstract or an interface",
            ArchitectureTest::saysWhetherItMayBeExtended)))
        .check(CLASSES);
  }

  /** An exception may be open: a higher room adds what it knows, and sealing ends at a package. */
  private static boolean saysWhetherItMayBeExtended(JavaClass type) {
    return type.isInterface()
        || type.isEnum()
        || type.getModifiers().contains(JavaModifier.FINAL)
        || type.getModifiers().contains(JavaModifier.ABSTRACT)
        || type.isAssignableTo(Exception.class)
        || type.reflect().isSealed();
  }

  @Test
  void onlyProcessesOfTheirOwnSpeakToTheConsole() {
    noClasses()
        .that(ours(
            "outside cli and javakernel", room -> !Set.of("cli", "javakernel").contains(room)))
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  private static SliceAssignment rooms() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return isOurs(type)
            ? SliceIdentifier.of(roomOf(type.getPackageName()))
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "the rooms of " + ROOT;
      }
    };
  }

  private static DescribedPredicate<JavaClass> liveIn(String room) {
    return ours("in " + room, room::equals);
  }

  private static DescribedPredicate<JavaClass> ours(String where, Predicate<String> isRoom) {
    return describe(
        "live " + where, type -> isOurs(type) && isRoom.test(roomOf(type.getPackageName())));
  }

  private static boolean isOurs(JavaClass type) {
    return resideInAPackage(ROOT + "..").test(type);
  }

  private static Set<String> openRooms() {
    return openPackages().map(room -> roomOf(room.getName())).collect(toCollection(TreeSet::new));
  }

  private static Stream<JavaPackage> openPackages() {
    JavaPackage root = CLASSES.getPackage(ROOT);
    return Stream.concat(Stream.of(root), root.getSubpackagesInTree().stream())
        .filter(candidate -> !candidate.getClasses().isEmpty());
  }

  private static String roomOf(String packageName) {
    return packageName.equals(ROOT) ? "(root)" : packageName.substring(ROOT.length() + 1);
  }

  private static Map<String, Set<String>> table(String rows) {
    return rows.lines()
        .map(row -> row.split("<-", -1))
        .collect(toMap(row -> row[0].strip(), row -> words(row[1])));
  }

  private static Set<String> words(String text) {
    return Stream.of(text.strip().split(" +")).filter(word -> !word.isEmpty()).collect(toSet());
  }
}
