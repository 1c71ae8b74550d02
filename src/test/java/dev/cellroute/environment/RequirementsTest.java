package dev.cellroute.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.environment.Requirements.Wish;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementsTest {
  @TempDir
  Path folder;

  @Test
  void namedFilesAreReadToo() throws IOException {
    Path main = write("requirements.txt", "-r sub/base.txt\n-c limits.txt\nNumPy>=1 # fast\n");
    Path limits = write("limits.txt", "numpy<3\n");
    Path base =
        write("sub/base.txt", "--requirement=../requirements.txt\n  scikit_learn[x]==1.9\n");

    Requirements requirements = Requirements.read(main);

    assertThat(requirements.sources())
        .extracting(Requirements.Source::file)
        .containsExactly(main, base, limits);
    assertThat(requirements.wishes())
        .containsExactly(
            new Wish("numpy", "NumPy>=1 # fast", Location.line(main.toString(), 3, 1)),
            new Wish(
                "scikit-learn", "  scikit_learn[x]==1.9", Location.line(base.toString(), 2, 3)),
            new Wish("numpy", "numpy<3", Location.line(limits.toString(), 1, 1)));
  }

  @Test
  void addressesAndOptionsAreNoFiles() throws IOException {
    Path main = write("requirements.txt", "-r https://h/x.txt\n--index-url https://h/\n# note\n\n");

    Requirements requirements = Requirements.read(main);

    assertThat(requirements.sources()).hasSize(1);
    assertThat(requirements.wishes()).isEmpty();
  }

  @Test
  void missingFileIsNamed() throws IOException {
    Path main = write("requirements.txt", "-r nowhere.txt\n");

    assertThatThrownBy(() -> Requirements.read(main))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder.resolve("nowhere.txt") + ": requirements file does not exist");
  }

  @Test
  void noFileMeansNoRequirements() {
    assertThat(Requirements.read(Optional.empty())).isEqualTo(Requirements.NONE);
  }

  @Test
  void keyFollowsContentAndPython() throws IOException {
    Path one = write("one/requirements.txt", "-r base.txt\n");
    write("one/base.txt", "numpy\n");
    Path same = write("two/requirements.txt", "-r base.txt\n");
    write("two/base.txt", "numpy\n");
    Path other = write("three/requirements.txt", "-r base.txt\n");
    write("three/base.txt", "numpy<3\n");

    EnvironmentKey key = EnvironmentKey.of("3.11.7", Requirements.read(one));

    assertThat(key.text()).matches("[0-9a-f]{16}");
    assertThat(EnvironmentKey.of("3.11.7", Requirements.read(same))).isEqualTo(key);
    assertThat(EnvironmentKey.of("3.11.7", Requirements.read(other))).isNotEqualTo(key);
    assertThat(EnvironmentKey.of("3.12.0", Requirements.read(one))).isNotEqualTo(key);
    assertThat(EnvironmentKey.of("3.11.7", Requirements.NONE)).isNotEqualTo(key);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
