package dev.slipway.transfer;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Download;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Outcome.Checked;
import dev.slipway.transfer.Outcome.Form;
import dev.slipway.transfer.Outcome.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// The download of one file, from the first try to its place.
final class OneDownload {
  /// What a host without digests may send for an artifact: GitHub's own limit.
  private static final long LARGEST_UNTOLD = 10L << 30;

  /// A try that brought this much was worth it.
  private static final long WORTH_A_TRY = 1 << 20;

  private final Forge forge;
  private final RepositoryName repository;
  private final Wanted wanted;
  private final Path folder;
  private final Retry retry;
  private final PartFile.Opening opening;
  private final byte[] buffer = new byte[1 << 16];

  OneDownload(
      Forge forge, RepositoryName repository, Wanted wanted, Path folder, Retry retry, PartFile.Opening opening) {
    this.forge = forge;
    this.repository = repository;
    this.wanted = wanted;
    this.folder = folder;
    this.retry = retry;
    this.opening = opening;
  }

  Received run(Progress progress) throws ForgeException, Problem, Cancelled {
    PlainName.check(wanted.name());
    progress.phase("downloading " + wanted.name());
    Optional<Received> there = alreadyThere(progress);
    if (there.isPresent()) {
      progress.report(wanted.size(), wanted.size());
      return there.get();
    }
    try (PartFile part = PartFile.open(PartFile.pathFor(folder, wanted), most(), opening, progress)) {
      return fetchWhole(part, progress);
    }
  }

  private long most() {
    return wanted.sizeIsExact() ? wanted.size() : LARGEST_UNTOLD;
  }

  /// What an earlier download put in place, when the digest says that it is the same.
  private Optional<Received> alreadyThere(Progress progress) throws Cancelled {
    Optional<Digest> told = wanted.digest();
    if (told.isEmpty()) {
      return Optional.empty();
    }
    for (Form form : Form.values()) {
      Path file = place(form);
      try {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == wanted.size()
            && FileDigest.sha256(file, progress).equals(told.get())) {
          return Optional.of(new Received(wanted, file, wanted.size(), told.get(), form, Checked.DIGEST));
        }
      } catch (Problem | IOException e) {
        return Optional.empty(); // it cannot be read, so it is fetched and replaced
      }
    }
    return Optional.empty();
  }

  private Path place(Form form) {
    return folder.resolve(switch (form) {
      case ARTIFACT_ZIP -> wanted.name() + ".zip";
      case AS_UPLOADED -> wanted.name();
    });
  }

  private Received fetchWhole(PartFile part, Progress progress) throws ForgeException, Problem, Cancelled {
    Retry.Series series = retry.series();
    long farthest = part.length();
    boolean startedOver = false;
    while (true) {
      progress.checkCancelled();
      try {
        Form form = fetch(part, progress);
        Digest digest = part.digest();
        Optional<Checked> checked = check(part.length(), digest);
        if (checked.isPresent()) {
          Path target = place(form);
          long size = part.length();
          part.placeAt(target);
          return new Received(wanted, target, size, digest, form, checked.get());
        }
        if (startedOver) {
          long size = part.length();
          part.discard();
          throw different(size, digest);
        }
        startedOver = true;
        restart(part);
      } catch (ForgeException e) {
        if (part.length() >= farthest + WORTH_A_TRY) {
          farthest = part.length();
          series.nearer();
        }
        if (e.status() == 416 && part.length() > 0 && !startedOver) {
          startedOver = true;
          restart(part);
        } else {
          series.pauseAfter(e, progress);
        }
      }
    }
  }

  /// Fetches what is missing.
  private Form fetch(PartFile part, Progress progress) throws ForgeException, Problem, Cancelled {
    if (wanted instanceof Wanted.OfRelease && part.length() == wanted.size() && part.length() > 0) {
      return Form.AS_UPLOADED; // only the last step was missing
    }
    try (Download download = wanted.open(forge, repository, part.length())) {
      if (download.offset() != part.length()) {
        restart(part); // the host sends all of it again
      }
      copy(download, part, progress);
      return form(download);
    } catch (ForgeException e) {
      throw e.kind() == ForgeException.Kind.UNREACHABLE && part.length() > 0 ? brokenOff(part.length(), e) : e;
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new Cancelled();
      }
      throw brokenOff(part.length(), e);
    }
  }

  private void copy(Download download, PartFile part, Progress progress) throws IOException, Problem, Cancelled {
    progress.report(part.length(), wanted.size());
    while (true) {
      int count = download.bytes().read(buffer);
      progress.checkCancelled();
      if (count < 0) {
        break;
      }
      if (part.length() + count > most()) {
        long length = part.length() + count;
        part.discard();
        throw Problem.doesNotHold(
            "The host sends more bytes for %s than the %,d it announced (%,d so far). They were thrown away; try again or look at %s on the host."
                .formatted(wanted.name(), most(), length, wanted.name()));
      }
      part.append(buffer, count);
      progress.report(part.length(), wanted.size());
    }
    long whole = download.total() >= 0 ? download.total() : wanted.sizeIsExact() ? wanted.size() : part.length();
    if (part.length() < whole) {
      throw new IOException("%,d of %,d bytes came".formatted(part.length(), whole));
    }
  }

  private ForgeException brokenOff(long length, IOException cause) {
    return new ForgeException(
        ForgeException.Kind.UNREACHABLE, 0,
        "The connection broke off while downloading %s, after %,d bytes. They are kept; download again to go on."
            .formatted(wanted.name(), length),
        Optional.empty(), cause);
  }

  private static void restart(PartFile part) throws Problem {
    try {
      part.restart();
    } catch (IOException e) {
      throw Problem.outOfReach("A download could not start over: %s.".formatted(e.getMessage()), e);
    }
  }

  /// What the bytes agree with; empty when they do not agree.
  private Optional<Checked> check(long length, Digest digest) {
    if (wanted.digest().isPresent()) {
      return wanted.digest().get().equals(digest) ? Optional.of(Checked.DIGEST) : Optional.empty();
    }
    if (wanted.sizeIsExact()) {
      return length == wanted.size() ? Optional.of(Checked.SIZE) : Optional.empty();
    }
    return Optional.of(Checked.LENGTH);
  }

  private Problem different(long length, Digest digest) {
    String told = wanted.digest().map(Digest::toString).orElse("%,d bytes".formatted(wanted.size()));
    String came = wanted.digest().isPresent() ? digest.toString() : "%,d bytes".formatted(length);
    return Problem.doesNotHold(
        "%s came twice as %s, but the host says %s. It was thrown away and nothing in %s was changed; run the workflow again or ask the host."
            .formatted(wanted.name(), came, told, folder));
  }

  /// A zipped artifact is delivered as NAME.zip; one uploaded with `archive: false` under its own name.
  private Form form(Download download) {
    return switch (wanted) {
      case Wanted.OfRelease _ -> Form.AS_UPLOADED;
      case Wanted.OfRun _ -> {
        String suggested = download.fileName().orElse("");
        if (suggested.equals(wanted.name() + ".zip")) {
          yield Form.ARTIFACT_ZIP;
        }
        if (suggested.equals(wanted.name())) {
          yield Form.AS_UPLOADED;
        }
        yield download.contentType().contains("zip") ? Form.ARTIFACT_ZIP : Form.AS_UPLOADED;
      }
    };
  }
}
