package dev.slipway.release;

import dev.slipway.forge.Host;
import dev.slipway.forge.RepositoryName;
import java.nio.file.Path;

/// Where a release is.
public sealed interface Place {

  /// A repository on a code host.
  record OnHost(Host host, RepositoryName repository) implements Place {
    @Override
    public String title() {
      return repository.toString();
    }
  }

  /// A folder of files, without a repository, an account or a network.
  record Folder(Path folder) implements Place {
    @Override
    public String title() {
      return String.valueOf(folder.getFileName());
    }
  }

  /// The name shown in the window.
  String title();
}
