package dev.slipway.transfer;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Upload;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Outcome.Checked;
import dev.slipway.transfer.Sent.How;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Uploads files to a release, each in one stream, and looks at what the host made of them.
///
/// A broken upload may leave an asset without usable bytes, which refuses the name to the next try; it
/// is removed first. An asset that was there before and differs is never touched.
public final class Uploads {
  private final Forge forge;
  private final Retry retry;

  public Uploads(Forge forge, Retry retry) {
    this.forge = forge;
    this.retry = retry;
  }

  /// Uploads a file.
  ///
  /// @param release  the release as it was read last
  /// @param expected the SHA-256 that the file was verified with; what the host stores must have it
  /// @return the asset; compare its name with [Sent#renamedFrom]
  /// @throws Problem when it cannot be uploaded, or the host holds other bytes under its name
  public Sent upload(RepositoryName repository, Release release, Upload upload, Digest expected, Progress progress)
      throws Problem, Cancelled {
    var one = new One(repository, release, upload, expected, size(upload), progress);
    try {
      return one.run();
    } catch (ForgeException e) {
      throw Problem.outOfReach(e.sentence(), e);
    }
  }

  private static long size(Upload upload) throws Problem {
    try {
      return Files.size(upload.file());
    } catch (IOException e) {
      throw Problem.outOfReach(
          "%s cannot be read: %s. Nothing was uploaded.".formatted(upload.file(), dev.slipway.file.WholeFile.reason(e)), e);
    }
  }

  private final class One {
    private final RepositoryName repository;
    private final Release release;
    private final Upload upload;
    private final Digest expected;
    private final long size;
    private final Progress progress;
    private final Retry.Series series = retry.series();

    One(RepositoryName repository, Release release, Upload upload, Digest expected, long size, Progress progress) {
      this.repository = repository;
      this.release = release;
      this.upload = upload;
      this.expected = expected;
      this.size = size;
      this.progress = progress;
    }

    Sent run() throws ForgeException, Problem, Cancelled {
      List<Asset> assets = release.assets();
      boolean mayBeOurs = false; // whether an asset of this name can be the rest of an own try
      boolean wrongOnce = false;
      while (true) {
        progress.checkCancelled();
        try {
          Optional<Sent> there = settle(assets, mayBeOurs);
          if (there.isPresent()) {
            return there.get();
          }
          progress.phase("uploading " + upload.name());
          Asset asset = forge.upload(repository, release, upload, this::sent);
          Optional<Checked> checked = check(asset);
          if (checked.isPresent()) {
            return new Sent(asset, How.UPLOADED, checked.get());
          }
          forge.deleteAsset(repository, asset.id());
          if (wrongOnce) {
            throw wrongBytes(asset);
          }
          wrongOnce = true;
          assets = List.of();
        } catch (ForgeException e) {
          progress.checkCancelled();
          boolean nameTaken = e.status() == 422 && e.sentence().contains("already_exists");
          series.pauseAfter(nameTaken ? taken() : e, progress);
          mayBeOurs |= !nameTaken && e.kind() != ForgeException.Kind.RATE_LIMITED;
          assets = retry.call(() -> forge.release(repository, release.id()), progress).assets();
        } catch (CancellationException e) {
          throw new Cancelled();
        }
      }
    }

    private void sent(long bytes) {
      if (progress.isCancelled()) {
        throw new CancellationException();
      }
      progress.report(bytes, size);
    }

    /// The name is taken, by the rest of an own try or by something else: the release is read again to see.
    private ForgeException taken() {
      return new ForgeException(
          ForgeException.Kind.HOST_FAULT, 422,
          "The host says that the release carries %s already, but does not list it. Nothing was overwritten; look at the release on the host."
              .formatted(upload.name()),
          Optional.empty(), null);
    }

    /// Clears the name, or finds that nothing is left to do.
    private Optional<Sent> settle(List<Asset> assets, boolean mayBeOurs) throws ForgeException, Problem {
      Optional<Asset> found = find(assets);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Asset asset = found.get();
      Optional<Checked> same = check(asset);
      if (same.isPresent() && same.get() == Checked.DIGEST) {
        progress.report(size, size);
        return Optional.of(new Sent(asset, How.ALREADY_THERE, same.get()));
      }
      if (asset.state() == Asset.State.STARTER || mayBeOurs) {
        forge.deleteAsset(repository, asset.id());
        return Optional.empty();
      }
      throw Problem.doesNotHold(
          "The release of %s already carries another %s (%s). It was not overwritten; delete it there or choose another name."
              .formatted(release.tag(), asset.name(), asset.digest().map(Digest::toString).orElse("%,d bytes".formatted(asset.size()))));
    }

    private Optional<Asset> find(List<Asset> assets) {
      String asStored = upload.name().replaceAll("[^A-Za-z0-9._+@-]", ".").replaceAll("\\.{2,}", ".").replaceAll("^\\.+|\\.+$", "");
      return assets.stream()
          .filter(asset -> asset.name().equals(upload.name()) || asset.name().equals(asStored))
          .findFirst();
    }

    /// What the stored asset agrees with; empty when it is not the file.
    private Optional<Checked> check(Asset asset) {
      if (asset.state() == Asset.State.STARTER || asset.size() != size) {
        return Optional.empty();
      }
      Optional<Digest> told = asset.digest().filter(d -> d.algorithm() == expected.algorithm());
      if (told.isEmpty()) {
        return Optional.of(Checked.SIZE);
      }
      return told.get().equals(expected) ? Optional.of(Checked.DIGEST) : Optional.empty();
    }

    private Problem wrongBytes(Asset asset) {
      return Problem.doesNotHold(
          "The host stored %s as %s, but the verified file is %s. The asset was removed again; verify the file, then upload it anew."
              .formatted(
                  upload.name(), asset.digest().map(Digest::toString).orElse("%,d bytes".formatted(asset.size())), expected));
    }
  }
}
