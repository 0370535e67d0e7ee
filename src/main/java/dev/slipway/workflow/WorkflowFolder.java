package dev.slipway.workflow;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.workflow.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The workflow files of a checkout, of a folder, or one file.
public final class WorkflowFolder {
  private static final int MOST_FILES = 500;

  private WorkflowFolder() {}

  /// Reads what a path names: one file, the `.github/workflows` of a checkout, or a folder of workflow files.
  /// Positions carry names relative to the path; a single file is named as it is.
  ///
  /// @throws Problem when the path cannot be read or holds no workflow file
  public static List<WorkflowFile> read(Path path) throws Problem {
    if (Files.isRegularFile(path)) {
      return withActions(List.of(WorkflowReader.read(bytes(path), String.valueOf(path.getFileName()))), path.toAbsolutePath().getParent());
    }
    if (!Files.isDirectory(path)) {
      throw Problem.outOfReach("%s could not be read: there is no such file or folder. Give a workflow file or a checkout.".formatted(path));
    }
    Path workflows = path.resolve(".github").resolve("workflows");
    Path folder = Files.isDirectory(workflows) ? workflows : path;
    List<Given> given = new ArrayList<>();
    for (Path file : files(folder)) {
      given.add(new Given(bytes(file), path.relativize(file).toString().replace('\\', '/')));
    }
    if (given.isEmpty()) {
      throw Problem.wrongUse("%s holds no workflow file: neither .github/workflows nor a .yml file. Give another folder.".formatted(path));
    }
    return withActions(given.parallelStream().map(Given::read).toList(), folder);
  }

  /// A file's bytes and the name its positions carry.
  private record Given(byte[] bytes, String name) {
    WorkflowFile read() {
      return WorkflowReader.read(bytes, name);
    }
  }

  /// The workflows with the repository's own actions, where they lie in the `.github/workflows` of a checkout.
  private static List<WorkflowFile> withActions(List<WorkflowFile> files, @Nullable Path folder) throws Problem {
    if (folder == null || !folder.toAbsolutePath().normalize().endsWith(Path.of(".github", "workflows"))) {
      return files;
    }
    Path root = folder.toAbsolutePath().normalize().resolve("../..").normalize();
    LocalActionSearch search = new LocalActionSearch(files);
    for (Optional<String> wanted = search.next(); wanted.isPresent(); wanted = search.next()) {
      Optional<String> path = LocalActionSearch.paths(wanted.get()).stream().filter(p -> isWithin(root, p)).findFirst();
      if (path.isPresent()) {
        search.found(bytes(root.resolve(path.get())), path.get());
      } else {
        search.missing();
      }
    }
    return search.files();
  }

  /// Whether a file is there, and no link leads it out of the checkout.
  private static boolean isWithin(Path root, String path) {
    try {
      Path file = root.resolve(path);
      return Files.isRegularFile(file) && file.toRealPath().startsWith(root.toRealPath());
    } catch (IOException | InvalidPathException _) {
      return false;
    }
  }

  private static List<Path> files(Path folder) throws Problem {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(f -> f.toString().endsWith(".yml") || f.toString().endsWith(".yaml"))
          .filter(Files::isRegularFile)
          .sorted()
          .limit(MOST_FILES)
          .toList();
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be read: %s. Nothing was changed.".formatted(folder, WholeFile.reason(e)), e);
    }
  }

  /// At most one byte more than the reader takes, so that it can say that there is more.
  private static byte[] bytes(Path file) throws Problem {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(4 * YamlReader.MOST_CHARACTERS + 1);
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be read: %s. Nothing was changed.".formatted(file, WholeFile.reason(e)), e);
    }
  }
}
