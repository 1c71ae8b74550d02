package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UserFoldersTest {
  @Test
  void theCacheFolderFollowsTheEnvironment() {
    assertThat(UserFolders.cache(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/h")))
        .isEqualTo(Path.of("/c/cellroute"));
    assertThat(UserFolders.cache(Map.of("XDG_CACHE_HOME", "not/absolute", "HOME", "/h")))
        .startsWithRaw(Path.of("/h"))
        .endsWithRaw(Path.of("cellroute"));
  }

  @Test
  void withoutAHomeTheUsersFolderIsTaken() {
    assertThat(UserFolders.cache(Map.of())).startsWithRaw(Path.of(System.getProperty("user.home")));
  }
}
