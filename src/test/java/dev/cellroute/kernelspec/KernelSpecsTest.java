package dev.cellroute.kernelspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.kernelspec.KernelSpec.InterruptMode;
import dev.cellroute.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelSpecsTest {
  @TempDir
  Path folder;

  private Programs programs;
  private Map<String, String> environment;

  @BeforeEach
  void emptyMachine() {
    programs = new Programs(folder.resolve("bin"));
    environment = new HashMap<>(Map.of(
        "HOME", folder.resolve("home").toString(),
        "JUPYTER_PATH", folder.resolve("jupyter").toString(),
        "PATH", programs.folder().toString()));
  }

  @Test
  void fileIsReadInFull() throws IOException {
    Path shell = programs.script("myshell", "");
    environment.put("WHO", "ada");
    Path spec = spec("jupyter", "MyShell", """
        {"argv": ["myshell", "-f", "{connection_file}"], "display_name": "My Shell",
         "language": "bash", "interrupt_mode": "Message", "metadata": {"x": 1},
         "env": {"GREETING": "hi ${WHO} $WHO $$WHO $NOBODY"}}
        """);

    assertThat(find().named("MYSHELL"))
        .contains(new KernelSpec(
            "myshell",
            "My Shell",
            "bash",
            List.of(shell.toString(), "-f", "{connection_file}"),
            Map.of("GREETING", "hi ada ada $WHO $NOBODY"),
            InterruptMode.MESSAGE,
            spec,
            "JUPYTER_PATH"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ["curve"]           | CURVE
      ["tls", " Curve"]   | CURVE
      "CURVE"             | CURVE
      ["tls"]             | NONE
      {"curve": true}     | NONE
      [1]                 | NONE
      null                | NONE
      """)
  void encryptionIsWhatTheFileSays(String supported, Encryption expected) throws IOException {
    programs.script("one", "");
    Path spec = spec("jupyter", "one", """
        {"argv": ["one"], "metadata": {"supported_encryption": %s}}""".formatted(supported));

    assertThat(find().named("one").orElseThrow().encryption()).isEqualTo(expected);
    assertThat(Encryption.declaredIn(spec)).isEqualTo(expected);
  }

  @Test
  void withoutAFileThereIsNoEncryption() throws IOException {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("kernel.json"), "{");

    assertThat(Encryption.declaredIn(folder)).isEqualTo(Encryption.NONE);
    assertThat(Encryption.declaredIn(broken)).isEqualTo(Encryption.NONE);
  }

  @Test
  void firstOfANameWins() throws IOException {
    programs.script("one", "");
    spec("jupyter", "twin", "{\"argv\": [\"one\"], \"display_name\": \"near\"}");
    spec("home/.local/share/jupyter", "twin", "{\"argv\": [\"one\"], \"display_name\": \"far\"}");

    assertThat(find().named("twin")).map(KernelSpec::displayName).contains("near");
  }

  @Test
  void fileWithoutNamesGetsTheFoldersName() throws IOException {
    programs.script("one", "");
    spec("jupyter", "bare", "{\"argv\": [\"one\"]}");

    KernelSpec bare = find().named("bare").orElseThrow();

    assertThat(bare.displayName()).isEqualTo("bare");
    assertThat(bare.interruptMode()).isEqualTo(InterruptMode.SIGNAL);
  }

  @Test
  void brokenFilesAreSkippedAndExplained() throws IOException {
    spec("jupyter", "a-cut", "{\"argv\": [\n\"x\"");
    spec("jupyter", "b-list", "[]");
    spec("jupyter", "c-argv", "{\"argv\": \"python\"}");
    spec("jupyter", "d-mode", "{\"argv\": [\"x\"], \"interrupt_mode\": \"wave\"}");
    spec("jupyter", "e-env", "{\"argv\": [\"x\"], \"env\": {\"A\": 1}}");
    spec("jupyter", "f-gone", "{\"argv\": [\"/no/such/python\"]}");
    spec("jupyter", "g-gone", "{\"argv\": [\"nothing\"]}");

    KernelSpecs specs = find();

    assertThat(names(specs)).containsExactly("java");
    assertThat(specs.problems())
        .extracting(each -> each.location().toString().replace(folder + "/jupyter/kernels/", "")
            + ": "
            + each.message())
        .containsExactly(
            "a-cut/kernel.json:2: is not a JSON object",
            "b-list/kernel.json: is not a JSON object",
            "c-argv/kernel.json: argv: python (expected: a list of texts)",
            "d-mode/kernel.json: interrupt_mode: wave (expected: signal or message)",
            "e-env/kernel.json: A: 1 (expected: a text)",
            "f-gone/kernel.json: kernel 'f-gone': its program /no/such/python does not exist",
            "g-gone/kernel.json: kernel 'g-gone': its program nothing does not exist");
  }

  @Test
  void brokenFileLeavesTheNameToTheNextPlace() throws IOException {
    programs.script("one", "");
    spec("jupyter", "twin", "{\"argv\": [\"nothing\"]}");
    spec("home/.local/share/jupyter", "twin", "{\"argv\": [\"one\"], \"display_name\": \"far\"}");

    assertThat(find().named("twin")).map(KernelSpec::displayName).contains("far");
  }

  @Test
  void shimIsAskedForItsPrefix() throws IOException {
    python(
        "{\"executable\": \"%1$s/py/bin/python3\", \"prefix\": \"%1$s/py\", \"base\": \"%1$s/py\", \"version\": \"3.11.7\"}");
    Path real = new Programs(folder.resolve("py/bin")).script("python3", "");
    spec("py/share/jupyter", "python3", "{\"argv\": [\"python\", \"-m\", \"ipykernel_launcher\"]}");

    KernelSpec python = find().named("python3").orElseThrow();

    assertThat(python.command()).containsExactly(real.toString(), "-m", "ipykernel_launcher");
    assertThat(python.origin()).isEqualTo("python3 on the PATH");
  }

  @Test
  void barePythonElsewhereIsThePythonOfThePath() throws IOException {
    python(
        "{\"executable\": \"%1$s/py/bin/python3\", \"prefix\": \"%1$s/py\", \"base\": \"%1$s/py\", \"version\": \"3.11.7\"}");
    Path versioned = programs.script("python3.10", "");
    spec("jupyter", "plain", "{\"argv\": [\"python3\"]}");
    spec("jupyter", "exact", "{\"argv\": [\"python3.10\"]}");

    KernelSpecs specs = find();

    assertThat(specs.named("plain").orElseThrow().command())
        .containsExactly(folder + "/py/bin/python3");
    assertThat(specs.named("exact").orElseThrow().command()).containsExactly(versioned.toString());
  }

  @Test
  void pythonWithIpykernelIsAKernelWithoutAFile() {
    python("""
        {"executable": "%1$s/py/bin/python3", "prefix": "%1$s/py", "base": "%1$s/py", "version": "3.11.7",
         "ipykernel": "%1$s/py/lib/ipykernel"}""");

    assertThat(find().named("python3"))
        .contains(new KernelSpec(
            "python3",
            "Python 3 (ipykernel)",
            "python",
            List.of(
                folder + "/py/bin/python3", "-m", "ipykernel_launcher", "-f", "{connection_file}"),
            Map.of(),
            InterruptMode.SIGNAL,
            folder.resolve("py/lib/ipykernel/resources"),
            "python3 on the PATH"));
  }

  @Test
  void brokenPythonIsReported() {
    Path python = programs.script("python3", "echo 'no such version: 3.99' >&2; exit 127\n");

    assertThat(find().problems())
        .extracting(Diagnostic::code, Diagnostic::message)
        .containsExactly(tuple("python-broken", python + " does not run: no such version: 3.99"));
  }

  @Test
  void bundledJavaKernelComesLast() {
    KernelSpec java = find().named("java").orElseThrow();

    assertThat(java.displayName()).isEqualTo("Java (bundled)");
    assertThat(java.language()).isEqualTo("java");
    assertThat(java.origin()).isEqualTo("bundled");
    assertThat(java.interruptMode()).isEqualTo(InterruptMode.MESSAGE);
    assertThat(java.command())
        .startsWith(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m")
        .endsWith("dev.cellroute.javakernel.JavaKernel", "{connection_file}");
  }

  @Test
  void operatorsHeapWinsOverOurs() {
    environment.put("JDK_JAVA_OPTIONS", "-Xmx3g");

    assertThat(find().named("java").orElseThrow().command()).doesNotContain("-Xmx512m");
  }

  @Test
  void installedJavaKernelWinsOverTheBundledOne() throws IOException {
    programs.script("jjava", "");
    spec("jupyter", "java", "{\"argv\": [\"jjava\"], \"display_name\": \"Mine\"}");

    assertThat(find().all()).extracting(KernelSpec::displayName).containsExactly("Mine");
  }

  private KernelSpecs find() {
    KernelSpecs found = KernelSpecs.find(environment);
    // What the machine under the test has in /usr is no part of any fact.
    return new KernelSpecs(
        found.all().stream().filter(spec -> !"system".equals(spec.origin())).toList(),
        found.problems().stream()
            .filter(each -> !each.location().file().startsWith("/usr/"))
            .toList());
  }

  private static List<String> names(KernelSpecs specs) {
    return specs.all().stream().map(KernelSpec::name).toList();
  }

  private Path spec(String place, String name, String json) throws IOException {
    Path directory = folder.resolve(place).resolve("kernels").resolve(name);
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("kernel.json"), json);
    return directory;
  }

  private void python(String answer) {
    String json = answer.replace("%1$s", folder.toString()).replace("\n", " ");
    programs.script("python3", "echo noise\necho 'cellroute-python " + json + "'\n");
  }
}
