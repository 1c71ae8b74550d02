package dev.cellroute.kernel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The private directory of this gateway for connection files and sockets: mode 0700, files 0600,
 * names short. It lies in {@code $XDG_RUNTIME_DIR} or the temporary directory, under a name with
 * the user's and the gateway's identity, and a number that tells the gateways of one process apart;
 * what dead gateways left there is removed at the start. Every method blocks.
 */
final class RuntimeDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(RuntimeDirectory.class);

  /** Owned by whom this process runs as, who need not have a name. */
  private static final Path SELF = Path.of("/proc/self");

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path home;
  private final Path directory;

  RuntimeDirectory(Path home, GatewayMark mark, int number) {
    this.home = home;
    directory = home.resolve(mark + "-" + number);
  }

  /** Where such directories lie for this user. */
  static Path homeFor(Map<String, String> environment, String temporary, String user) {
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    return !runtime.isEmpty() && Files.isWritable(Path.of(runtime))
        ? Path.of(runtime, "cellroute")
        : Path.of(temporary, "cellroute-" + user);
  }

  /** The directory itself, made when it is not there, also when a cleaner has removed it. */
  Path make() throws IOException {
    makePrivate(home);
    makePrivate(directory);
    return directory;
  }

  /** Writes a new file that only this user can read. */
  Path write(String name, byte[] content) throws IOException {
    Path file = Files.createFile(make().resolve(name), mode("rw-------"));
    Files.write(file, content, StandardOpenOption.WRITE);
    return file;
  }

  /** Removes this gateway's directory. */
  void delete() {
    deleteTree(directory);
  }

  /** Removes the directories of gateways that are gone. */
  void sweep() {
    for (Path each : entries(home)) {
      boolean stale = ownerOf(each).filter(owner -> !owner.isAlive()).isPresent();
      if (stale) {
        LOG.info("swept=directory path={}", each);
        deleteTree(each);
      }
    }
  }

  private static Optional<GatewayMark> ownerOf(Path directory) {
    String name = String.valueOf(directory.getFileName());
    int number = name.indexOf('-', name.indexOf('-') + 1);
    return GatewayMark.parse(number < 0 ? name : name.substring(0, number));
  }

  private static void makePrivate(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, mode("rwx------"));
    } catch (FileAlreadyExistsException ignored) {
      requireOwnerOnly(directory);
    }
  }

  /** In a shared temporary directory somebody else may have been first. */
  private static void requireOwnerOnly(Path directory) throws IOException {
    boolean ours = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(directory).equals(currentUser())
        && EnumSet.copyOf(Files.getPosixFilePermissions(directory)).equals(OWNER_ONLY);
    if (!ours) {
      throw new IOException("the runtime directory is not private: " + directory);
    }
  }

  private static UserPrincipal currentUser() throws IOException {
    return Files.getOwner(Files.exists(SELF) ? SELF : Path.of(System.getProperty("user.home")));
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static List<Path> entries(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      List<Path> all = new ArrayList<>();
      stream.forEach(all::add);
      return all;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void delete(Path each) throws IOException {
    if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
      deleteTree(each);
    } else {
      Files.deleteIfExists(each);
    }
  }

  private static void deleteTree(Path directory) {
    try {
      for (Path each : entries(directory)) {
        delete(each);
      }
      Files.deleteIfExists(directory);
    } catch (IOException | UncheckedIOException undeleted) {
      LOG.warn("could not remove {}: {}", directory, undeleted.toString());
    }
  }
}
