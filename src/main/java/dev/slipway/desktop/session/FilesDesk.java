package dev.slipway.desktop.session;

import dev.slipway.desktop.artifacts.ArtifactsRequests;
import dev.slipway.desktop.control.Question;
import dev.slipway.release.Checkout;
import dev.slipway.release.FolderRelease;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.verify.ExpectedSigner;
import dev.slipway.verify.SignerPins;
import dev.slipway.verify.Trust;
import dev.slipway.verify.TrustFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Answers the Artifacts page, and what is dropped on the window.
final class FilesDesk implements ArtifactsRequests {
  private final OpenRelease release;
  private final Supplier<Path> state;
  private final Consumer<ReleaseSnapshot> looked;
  private volatile Trust trust = Trust.shipped();
  private volatile Optional<Dropped> verified = Optional.empty();

  /// What was dropped and could be verified.
  ///
  /// @param signer who must have signed it: it was pinned while this was shown, and says nothing about anything else
  private record Dropped(Path path, ExpectedSigner signer, Optional<SignerPins.Pin> pin) {
    static Dropped of(Path path) {
      return new Dropped(path, ExpectedSigner.nobody(), Optional.empty());
    }
  }

  /// @param state  where pins are kept while no release is open
  /// @param looked shows a folder that was verified
  FilesDesk(OpenRelease release, Supplier<Path> state, Consumer<ReleaseSnapshot> looked) {
    this.release = release;
    this.state = state;
    this.looked = looked;
  }

  @Override
  public void download() {
    release.step("Downloading artifacts", ReleaseSession::download);
  }

  /// Whatever is shown: the release, held against what the host has now, or what was dropped.
  @Override
  public void verify() {
    if (release.now().isEmpty() && verified.isPresent()) {
      look(verified.get());
      return;
    }
    release.step("Verifying files", (session, progress) -> {
      session.believe(trust);
      session.verifyAgain(progress);
    });
  }

  /// A trust root or a key is kept for this session, and what was verified last is held against it.
  @Override
  public void verify(Path dropped) {
    String name = String.valueOf(dropped.getFileName());
    release.tasks()
        .run("Reading " + name, _ -> Files.isRegularFile(dropped) ? TrustFile.added(trust, dropped) : Optional.<Trust>empty())
        .onSuccess(more -> more.ifPresentOrElse(its -> believed(its, name), () -> look(Dropped.of(dropped))))
        .onFailure(release.dialogs()::explain);
  }

  /// What could not be read takes the place of nothing.
  private void look(Dropped subject) {
    Trust whom = trust.inSigner(subject.signer()).pinned(subject.pin());
    release.tasks()
        .run("Verifying " + subject.path().getFileName(), progress -> FolderRelease.look(subject.path(), whom, InstantSource.system(), progress))
        .onSuccess(seen -> {
          verified = Optional.of(subject);
          looked(seen);
        })
        .onFailure(release.dialogs()::explain);
  }

  /// What is shown is held against it.
  private void believed(Trust more, String name) {
    trust = more;
    if (release.now().isEmpty() && verified.isPresent()) {
      look(verified.get());
      return;
    }
    boolean files = release.now().filter(now -> !now.session().snapshot().files().held().isEmpty()).isPresent();
    release.now().ifPresent(now -> now.session().believe(trust));
    release.dialogs().tell(name + " is believed until Slipway ends." + (files ? "" : " Drop what should be held against it."));
    if (files) {
      verify();
    }
  }

  /// Has a session that begins believe what was dropped before.
  void begins(ReleaseSession session) {
    session.believe(trust);
  }

  /// The signer is shown beside who was expected before anything is believed; what is pinned is kept on this computer.
  @Override
  public void pin(String repository, SignerPins.Pin signer) {
    Optional<Checkout> clone = release.now().isPresent() ? Optional.empty() : verified.map(Dropped::path).flatMap(Checkout::around);
    boolean other = clone.filter(its -> !its.repository().equalsIgnoreCase(repository)).isPresent();
    String expected =
        clone.map(its -> (other ? "But these files lie in a clone of %s, where %s is expected. " : "Their clone is of %s, where %s is expected. ")
                .formatted(its.repository(), its.expected(Optional.empty()).words()))
            .orElse("");
    String effect =
        "%s signed for %s, vouched for by %s. %sFrom now on any other signer of this repository is an alarm."
            .formatted(signer.signer(), repository, signer.issuer(), expected);
    String title = "Pin the signer of " + repository.replaceFirst("^https://[^/]+/", "");
    Question question = other ? Question.destructive(title, effect, "Pin the signer") : Question.plain(title, effect, "Pin the signer");
    release.dialogs().confirm(question, () -> release.tasks().run("Pinning the signer", _ -> {
      Path file = SignerPins.file(release.now().map(now -> now.opened().connection().state()).orElseGet(state));
      SignerPins.read(file).with(repository, signer).write(file);
      return file;
    }).onSuccess(_ -> pinned(repository, signer)).onFailure(release.dialogs()::explain));
  }

  private void pinned(String repository, SignerPins.Pin signer) {
    release.dialogs().tell("Pinned. Another signer of %s is an alarm from now on.".formatted(repository));
    if (release.now().isPresent()) {
      verify();
    } else if (verified.isPresent()) {
      look(new Dropped(verified.get().path(), ExpectedSigner.of(repository), Optional.of(signer)));
    }
  }

  /// Every page shows the folder now: what was open before is not mixed with it.
  private void looked(ReleaseSnapshot folder) {
    release.close();
    looked.accept(folder);
  }
}
