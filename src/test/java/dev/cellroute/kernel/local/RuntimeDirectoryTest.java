package dev.cellroute.kernel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuntimeDirectoryTest {
  private static final GatewayMark MARK = new GatewayMark(42, 7);

  @TempDir
  private Path temporary;

  @Test
  void filesAreForTheirOwnerOnly() throws IOException {
    Path file = first(temporary.resolve("home")).write("k.json", new byte[3]);
    assertThat(file).isEqualTo(temporary.resolve("home/42-7-1/k.json")).hasSize(3);
    assertThat(modeOf(file)).isEqualTo("rw-------");
    assertThat(modeOf(temporary.resolve("home/42-7-1"))).isEqualTo("rwx------");
    assertThat(modeOf(temporary.resolve("home"))).isEqualTo("rwx------");
  }

  @Test
  void gatewaysOfOneProcessHaveDirectoriesOfTheirOwn() throws IOException {
    RuntimeDirectory first = first(temporary.resolve("home"));
    RuntimeDirectory second = new RuntimeDirectory(temporary.resolve("home"), MARK, 2);
    Path kept = first.write("k.json", new byte[3]);
    Path lost = second.write("k.json", new byte[3]);

    second.delete();

    assertThat(kept).exists();
    assertThat(lost).doesNotExist();
  }

  @Test
  void whatADeadGatewayLeftIsSweptWithItsFolders() throws IOException {
    Path home = temporary.resolve("home");
    Path left = new RuntimeDirectory(home, MARK, 1).make();
    Path upload = Files.createDirectories(left.resolve("upload-1"));
    Files.writeString(upload.resolve("1"), "a large file");
    Path ours = new RuntimeDirectory(home, GatewayMark.ofThisProcess(), 1).make();

    new RuntimeDirectory(home, GatewayMark.ofThisProcess(), 1).sweep();

    assertThat(left).doesNotExist();
    assertThat(ours).exists();
  }

  @Test
  void directoryThatOthersCanEnterIsRefused() throws IOException {
    Path home = Files.createDirectory(
        temporary.resolve("home"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    assertThatThrownBy(() -> first(home).write("k.json", new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage("the runtime directory is not private: " + home);
  }

  @Test
  void homeIsInTheRuntimeDirectoryOfTheUserWhereThereIsOne() {
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", temporary.toString());
    assertThat(RuntimeDirectory.homeFor(environment, "/tmp", "ada"))
        .isEqualTo(temporary.resolve("cellroute"));
    assertThat(RuntimeDirectory.homeFor(Map.of(), "/tmp", "ada"))
        .isEqualTo(Path.of("/tmp/cellroute-ada"));
  }

  @Test
  void markTellsProcessesApart() {
    GatewayMark self = GatewayMark.ofThisProcess();
    assertThat(self.isAlive()).isTrue();
    assertThat(new GatewayMark(self.pid(), self.start() + 1).isAlive()).isFalse();
    assertThat(GatewayMark.parse(self.toString())).contains(self);
    assertThat(GatewayMark.parse("no-mark")).isEmpty();
    assertThat(GatewayMark.parse("42")).isEmpty();
  }

  private static RuntimeDirectory first(Path home) {
    return new RuntimeDirectory(home, MARK, 1);
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
