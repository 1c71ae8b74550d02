package dev.cellroute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.ConfigKey;
import dev.cellroute.config.ReferenceFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramTest {
  private static final String NOTEBOOK = """
      {"nbformat": 4, "nbformat_minor": 5,
       "metadata": {"language_info": {"name": "python"}},
       "cells": [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null,
         "id": "a", "source": "# %s\\nprint(1)"}]}
      """;

  @TempDir
  private Path directory;

  @Test
  void theVersionIsAResult() {
    int feature = Runtime.version().feature();

    assertThat(run("--version"))
        .isEqualTo(new Run(0, "cellroute development (Java " + feature + ")\n", ""));
  }

  @Test
  void withoutACommandTheHelpIsTalk() {
    Run run = run();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("serve", "check", "routes", "kernels", "config");
  }

  @Test
  void helpIsAResult() {
    Run run = run("serve", "--help");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(ConfigKey.all().stream().flatMap(key -> key.option().stream()))
        .hasSize(9)
        .allSatisfy(option -> assertThat(run.out()).contains(option.name()));
  }

  @Test
  void anUnknownCommandIsAMistakeWithASuggestion() {
    assertThat(run("sevre")).isEqualTo(new Run(2, "", """
            error: unknown command: sevre
            Did you mean: cellroute serve?
            help: cellroute --help
            """));
  }

  @Test
  void anUnknownOptionIsAMistakeWithASuggestion() {
    assertThat(run("serve", "--kernal", "2")).isEqualTo(new Run(2, "", """
            error: Unknown option: '--kernal'
            Possible solutions: --kernels
            help: cellroute serve --help
            """));
  }

  @Test
  void anUnknownFlagOfKernelGatewayIsAMistakeWithASuggestion() {
    assertThat(run("serve", "--KernelGatewayApp.prot=1")).isEqualTo(new Run(2, "", """
            error[unknown-key]: unknown flag --KernelGatewayApp.prot
              --> --KernelGatewayApp.prot
               = help: did you mean --KernelGatewayApp.port?

            1 error
            """));
  }

  @Test
  void aMissingNotebookIsNotFound() {
    assertThat(run("check", "nowhere.ipynb")).isEqualTo(new Run(4, "", """
            error[not-found]: notebook nowhere.ipynb: no such file or directory
              --> command line

            1 error
            """));
  }

  @Test
  void withoutANotebookTheMessageSaysWhatToDo() {
    assertThat(run("routes")).isEqualTo(new Run(2, "", """
            error[no-notebooks]: there is no notebook to work on
              --> command line
               = help: name one (cellroute serve my.ipynb), or list notebooks in conf/cellroute.yaml

            1 error
            """));
  }

  @Test
  void routesAreWrittenInOneFormatAtATime() throws IOException {
    notebook("a.ipynb", "GET /a");

    assertThat(run("routes", "a.ipynb", "--openapi", "--curl")).isEqualTo(new Run(2, "", """
            error: --openapi and --curl exclude each other
            help: cellroute routes --help
            """));
  }

  @Test
  void theUsualFileIsReadWhereItExists() throws IOException {
    notebook("a.ipynb", "GET /a");
    Files.createDirectory(directory.resolve("conf"));
    Files.writeString(
        directory.resolve("conf/cellroute.yaml"), "notebooks: [{path: a.ipynb, mount: /m}]");

    assertThat(run("routes", "--curl"))
        .isEqualTo(new Run(0, "curl 'http://127.0.0.1:8888/m/a'\n", ""));
    assertThat(run("routes", "--openapi")).isEqualTo(new Run(0, """
            {
              "openapi" : "3.1.0",
              "info" : {
                "title" : "a",
                "version" : "0.0.0"
              },
              "servers" : [ {
                "url" : "http://127.0.0.1:8888"
              } ],
              "paths" : {
                "/m/a" : {
                  "get" : {
                    "responses" : {
                      "200" : {
                        "description" : "Success"
                      }
                    }
                  }
                }
              }
            }
            """, ""));
  }

  @Test
  void routesAreATableOrJson() throws IOException {
    notebook("a.ipynb", "POST /a/:id  Add one");

    assertThat(run("routes", "a.ipynb").out()).isEqualTo("""
            VERB  PATH    NOTEBOOK  CELLS  SUMMARY
            POST  /a/:id  a.ipynb   1      Add one
            """);
    assertThat(new JsonArray(run("routes", "a.ipynb", "--json").out()))
        .isEqualTo(JsonArray.of(JsonObject.of(
            "verb", "POST",
            "path", "/a/:id",
            "notebook", "a.ipynb",
            "cells", JsonArray.of(1),
            "summary", "Add one")));
  }

  @Test
  void aNotebookWithoutProblemsIsChecked() throws IOException {
    notebook("a.ipynb", "GET /a");

    assertThat(run("check", "a.ipynb"))
        .isEqualTo(new Run(0, "no problems: notebooks=1 routes=1\n", ""));
    assertThat(run("check", "a.ipynb", "--json")).isEqualTo(new Run(0, "[ ]\n", ""));
  }

  @Test
  void aRouteOfTwoNotebooksFailsTheCheckAndNamesBoth() throws IOException {
    notebook("a.ipynb", "GET /twin");
    notebook("b.ipynb", "GET /twin");

    Run run = run("check", ".");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains("b.ipynb#cell-1", "GET /twin is served by a.ipynb, cell 1 already");
    assertThat(new JsonArray(run("check", ".", "--json").out()).getJsonObject(0).getString("file"))
        .isEqualTo("b.ipynb");
  }

  @Test
  void aNotebookWithoutRoutesIsAMistakeOnlyWhereItIsNamedOrAlone() throws IOException {
    notebook("helper.ipynb", "a setup cell");

    assertThat(run("check", ".").code()).isEqualTo(3);

    notebook("a.ipynb", "GET /a");
    assertThat(run("check", "a.ipynb", "helper.ipynb").code()).isEqualTo(3);
    Run both = run("check", ".");
    assertThat(both.code()).isZero();
    assertThat(both.out()).contains("warning[no-endpoints]: the notebook has no endpoint and is");
  }

  @Test
  void aFileThatIsNoNotebookFailsTheCheck() throws IOException {
    Files.writeString(directory.resolve("broken.ipynb"), "{\"cells\": [");

    Run run = run("check", "broken.ipynb");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("broken.ipynb").endsWith("checked: notebooks=1 routes=0\n");
  }

  @Test
  void theConfigurationSaysWhereEachValueIsFrom() {
    Map<String, String> environment =
        Map.of("CELLROUTE_HTTP_PORT", "8123", "CELLROUTE_HTTP_TOKEN", "open-sesame");

    Run table = Run.of(directory, environment, "config");
    Run json = Run.of(directory, environment, "config", "--json");

    assertThat(table.out().lines().toList().subList(0, 3))
        .containsExactly(
            "KEY                              VALUE      ORIGIN",
            "http.host                        127.0.0.1  default",
            "http.port                        8123       CELLROUTE_HTTP_PORT");
    assertThat(new JsonArray(json.out())
            .contains(JsonObject.of(
                "key", "http.token", "value", "******", "origin", "CELLROUTE_HTTP_TOKEN")))
        .isTrue();
    assertThat(table.out() + json.out()).doesNotContain("open-sesame");
    assertThat(table.code() + json.code()).isZero();
  }

  @Test
  void theReferenceFileIsWrittenByAHiddenOption() {
    assertThat(run("config", "--reference")).isEqualTo(new Run(0, ReferenceFile.text(), ""));
    assertThat(run("config", "--help").out()).doesNotContain("--reference");
  }

  @Test
  void theBundledKernelIsAlwaysThere() {
    Map<String, String> environment = Map.of("HOME", directory.toString());

    Run table = Run.of(directory, environment, "kernels");
    Run json = Run.of(directory, environment, "kernels", "--json");

    assertThat(table.out()).startsWith("NAME").contains("java", "bundled");
    assertThat(
            new JsonArray(json.out()).stream().map(each -> ((JsonObject) each).getString("name")))
        .contains("java");
  }

  private void notebook(String name, String annotation) throws IOException {
    Files.writeString(directory.resolve(name), NOTEBOOK.formatted(annotation));
  }

  private Run run(String... arguments) {
    return Run.of(directory, Map.of(), arguments);
  }
}
