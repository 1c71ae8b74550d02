package dev.cellroute.deployment;

import static dev.cellroute.deployment.Notebooks.config;
import static dev.cellroute.deployment.Notebooks.notebook;
import static dev.cellroute.deployment.Notebooks.withKernel;
import static dev.cellroute.deployment.Notebooks.withRequirements;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.NotebookConfig;
import dev.cellroute.deployment.KernelChoice.Installed;
import dev.cellroute.deployment.KernelChoice.Managed;
import dev.cellroute.deployment.KernelChoice.Unknown;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.testing.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {

  private static final KernelSpec PYTHON = Samples.spec("python3", "python");
  private static final KernelSpec R = Samples.spec("ir", "R");
  private static final KernelSpec JAVA = Samples.spec("java", "java");
  private static final Path BESIDE = Path.of("requirements.txt");
  private static final Path NAMED = Path.of("elsewhere.txt");
  private static final NotebookConfig PLAIN = config("iris.ipynb");

  @Test
  void anInstalledKernelIsUsedAsItIs() {
    assertThat(choice(PLAIN, "python3", "python", PYTHON)).isEqualTo(new Installed(PYTHON));
  }

  @Test
  void namesAreComparedWithoutCase() {
    assertThat(choice(PLAIN, "IR", "R", R)).isEqualTo(new Installed(R));
  }

  @Test
  void aPythonKernelThatIsNotInstalledIsManagedWithTheRequirementsBesideTheNotebook() {
    assertThat(choice(PLAIN, "python3", "python", R))
        .isEqualTo(new Managed("python3", Optional.of(BESIDE)));
  }

  @Test
  void requirementsNamedByTheConfigurationMakeAnEnvironmentInAnyCase() {
    assertThat(choice(withRequirements(PLAIN, NAMED), "python3", "python", PYTHON))
        .isEqualTo(new Managed("python3", Optional.of(NAMED)));
  }

  @Test
  void theNameOfAnEnvironmentOnTheAuthorsMachineIsManagedForAPythonNotebook() {
    assertThat(choice(PLAIN, "conda-env-flowers-py", "python", R))
        .isEqualTo(new Managed("conda-env-flowers-py", Optional.of(BESIDE)));
  }

  @Test
  void aKernelTheOperatorNamesMustExistOrBePythons() {
    assertThat(choice(withKernel(PLAIN, "flowers"), "python3", "python", R))
        .isEqualTo(new Unknown("flowers", "python"));
    assertThat(choice(withKernel(PLAIN, "python3"), "ir", "R", R))
        .isEqualTo(new Managed("python3", Optional.of(BESIDE)));
  }

  @Test
  void theConfigurationsKernelWinsOverTheNotebooks() {
    assertThat(choice(withKernel(PLAIN, "ir"), "python3", "python", PYTHON, R))
        .isEqualTo(new Installed(R));
  }

  @Test
  void aNotebookThatNamesNothingIsPythons() {
    assertThat(choice(PLAIN, "", "", R, PYTHON)).isEqualTo(new Installed(PYTHON));
    assertThat(choice(PLAIN, "", "python", R))
        .isEqualTo(new Managed("python3", Optional.of(BESIDE)));
  }

  @Test
  void aNotebookThatNamesOnlyALanguageGetsItsFirstKernel() {
    assertThat(choice(PLAIN, "", "r", PYTHON, R)).isEqualTo(new Installed(R));
  }

  @Test
  void javascriptIsNotJavaAndAnUninstalledKernelOfAnotherLanguageIsUnknown() {
    assertThat(choice(PLAIN, "javascript", "javascript", JAVA))
        .isEqualTo(new Unknown("javascript", "javascript"));
    assertThat(choice(PLAIN, "", "julia", JAVA)).isEqualTo(new Unknown("julia", "julia"));
  }

  @Test
  void requirementsMeanNothingToAKernelOfAnotherLanguage() {
    assertThat(choice(withRequirements(PLAIN, NAMED), "ir", "R", R)).isEqualTo(new Installed(R));
  }

  private static KernelChoice choice(
      NotebookConfig config, String kernel, String language, KernelSpec... installed) {
    return KernelChoice.of(
        config, notebook("iris.ipynb", kernel, language), List.of(installed), Optional.of(BESIDE));
  }
}
