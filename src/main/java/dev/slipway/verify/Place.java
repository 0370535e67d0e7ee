package dev.slipway.verify;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.SequencedMap;
import java.util.Set;

/// Where listed names are looked up.
sealed interface Place {

  SafeFolder.Found find(String name);

  /// A folder on disk.
  record OnDisk(SafeFolder folder) implements Place {
    @Override
    public SafeFolder.Found find(String name) {
      return folder.find(name);
    }
  }

  /// A set of files chosen by somebody, wherever each lies.
  ///
  /// @param unread the names of those whose bytes stay with the code host
  record Chosen(SequencedMap<String, ExpectedFile> files, Set<String> unread) implements Place {
    @Override
    public SafeFolder.Found find(String name) {
      ExpectedFile file = files.get(name);
      if (file != null && unread.contains(name)) {
        return new SafeFolder.Found.OnHost();
      }
      if (file == null || !Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS)) {
        return new SafeFolder.Found.Nothing();
      }
      try {
        return Files.isRegularFile(file.path(), LinkOption.NOFOLLOW_LINKS)
            ? new SafeFolder.Found.File(file.path(), Files.size(file.path()))
            : new SafeFolder.Found.Refused("not-a-regular-file", "is no regular file");
      } catch (java.io.IOException e) {
        return new SafeFolder.Found.Refused(
            "unreadable-file", "cannot be read: " + dev.slipway.file.WholeFile.reason(e));
      }
    }
  }
}
