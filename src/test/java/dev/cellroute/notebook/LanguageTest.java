package dev.cellroute.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource({
    "python,PYTHON",
    "ipython,PYTHON",
    "R,R",
    "julia,JULIA",
    "ruby,RUBY",
    "Perl,PERL",
    "bash,SHELL",
    "sh,SHELL",
    "Java,JAVA",
    "java,JAVA",
    "scala,SCALA",
    "kotlin,KOTLIN",
    "Groovy,GROOVY",
    "JavaScript,JAVASCRIPT",
    "javascript,JAVASCRIPT",
    "typescript,TYPESCRIPT",
    "go,GO",
    "rust,RUST",
    "Rust,RUST",
    "C#,CSHARP",
    "csharp,CSHARP",
    ".net-csharp,CSHARP",
    "F#,FSHARP",
    ".net-fsharp,FSHARP",
    "c++,CPP",
    "C++17,CPP",
    "c++23,CPP",
    "PHP,PHP",
    "sql,SQL",
    "haskell,HASKELL",
    "lua,LUA",
    "clojure,CLOJURE",
    "octave,OCTAVE",
    "matlab,MATLAB",
    "sos,SOS",
    "' python ',PYTHON",
  })
  void aLanguageIsKnownByTheNamesItsKernelsUse(String name, Language language) {
    assertThat(Language.of(name)).contains(language);
  }

  @ParameterizedTest
  @CsvSource({"''", "befunge", "pythonx", "'. net'"})
  void anUnknownNameIsNoLanguage(String name) {
    assertThat(Language.of(name)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageHasAPrefixWithoutBlanks(Language language) {
    assertThat(language.commentPrefixes()).isNotEmpty().noneMatch(prefix -> prefix.isBlank());
  }

  @Test
  void everyNameBelongsToOneLanguage() {
    List<String> names =
        Arrays.stream(Language.values()).flatMap(each -> each.names().stream()).toList();

    assertThat(names).doesNotHaveDuplicates();
  }
}
