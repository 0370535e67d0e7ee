package dev.slipway.release.notes;

import dev.slipway.changelog.file.ChangelogFile;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.Subject;
import dev.slipway.release.host.HostCalls;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.Optional;

/// What the host has of the texts: the changelog at the commit that is released, and the message of the tag.
///
/// @param changelog  the changelog; empty where the repository has none
/// @param at         the branch or commit it was read at, as a person knows it
/// @param tagMessage the message of the annotated tag; empty where there is none
record HostTexts(Optional<ChangelogFile> changelog, String at, Optional<String> tagMessage) {

  static HostTexts read(Forge forge, HostCalls host, RepositoryName repository, Subject subject, Progress progress)
      throws Problem, ForgeException, Cancelled {
    String path = subject.policy().policy().changelog().file();
    String at = subject.head().map(head -> head.sha()).orElse(subject.ref());
    progress.phase("reading " + path);
    Optional<byte[]> bytes = host.call(progress, () -> forge.file(repository, path, at));
    Optional<String> message =
        subject.tagged().isEmpty()
            ? Optional.empty()
            : host.call(progress, () -> forge.tagMessage(repository, subject.tag().orElseThrow()));
    String shown = subject.head().map(head -> head.sha().substring(0, Math.min(7, head.sha().length()))).orElse(subject.ref());
    return new HostTexts(bytes.map(read -> ChangelogFile.of(path, read)), shown, message);
  }
}
