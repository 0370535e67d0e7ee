package dev.slipway.desktop.publish;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.release.publish.Publication;
import dev.slipway.release.publish.Publication.AssetState;
import dev.slipway.release.publish.Publication.AssetStatus;
import dev.slipway.release.publish.Publication.Step;
import dev.slipway.release.publish.Publication.StepId;
import dev.slipway.release.publish.Publication.StepState;
import java.time.ZoneId;
import java.util.List;

/// A step of the plan as it is shown.
///
/// @param number  its place, from 1
/// @param title   its title with the number
/// @param status  its state
/// @param right   the words at the right
/// @param detail  what it does or did
/// @param summary for the upload, how far all of it is; empty otherwise
/// @param done    for the upload, the done part from 0 to 1
/// @param assets  the files it is about
record StepRow(
    int number, String title, Status status, String right, String detail, String summary, double done, List<AssetRow> assets) {

  /// A file of the upload.
  record AssetRow(String name, Status status, double done, String words) {}

  static List<StepRow> of(Publication publication) {
    return publication.steps().stream().map(StepRow::of).toList();
  }

  private static StepRow of(Step step) {
    int number = step.id().ordinal() + 1;
    List<AssetState> assets = step.assets();
    String title = number + ". "
        + (step.id() == StepId.UPLOAD && !assets.isEmpty()
            ? "Upload " + Figures.count(assets.size(), "asset", "assets")
            : step.id().title());
    long total = assets.stream().mapToLong(AssetState::size).sum();
    long sent = assets.stream().mapToLong(asset -> there(asset) ? asset.size() : asset.sent()).sum();
    long there = assets.stream().filter(StepRow::there).count();
    String summary = assets.isEmpty() || step.state() == StepState.NOT_STARTED
        ? ""
        : there + " of " + assets.size() + " uploaded, " + Figures.of(sent, total);
    return new StepRow(number, title, status(step), right(step), step.detail(), summary,
        total == 0 ? 0 : (double) sent / total, assets.stream().map(StepRow::row).toList());
  }

  private static boolean there(AssetState asset) {
    return switch (asset.status()) {
      case UPLOADED, KEPT, EQUAL -> true;
      case WAITING, SENDING, FAILED -> false;
    };
  }

  private static AssetRow row(AssetState asset) {
    double done = asset.size() == 0 ? 0 : (double) asset.sent() / asset.size();
    return switch (asset.status()) {
      case WAITING -> new AssetRow(asset.name(), Status.NOT_STARTED, 0, "waiting, " + Figures.size(asset.size()));
      case SENDING -> new AssetRow(asset.name(), Status.RUNNING, done, Figures.of(asset.sent(), asset.size()));
      case UPLOADED -> new AssetRow(asset.name(), Status.SUCCEEDED, 1, Figures.size(asset.size()));
      case KEPT -> new AssetRow(asset.name(), Status.SUCCEEDED, 1, "kept, " + Figures.size(asset.size()));
      case EQUAL -> new AssetRow(asset.name(), Status.EQUAL, 1, "equal, " + Figures.size(asset.size()));
      case FAILED -> new AssetRow(asset.name(), Status.FAILED, done, "failed");
    };
  }

  static boolean unfinished(AssetStatus status) {
    return status == AssetStatus.WAITING || status == AssetStatus.SENDING || status == AssetStatus.FAILED;
  }

  private static Status status(Step step) {
    return switch (step.state()) {
      case NOT_STARTED -> step.id() == StepId.PUBLISH ? Status.LOCKED : Status.NOT_STARTED;
      case RUNNING -> Status.RUNNING;
      case NEEDS_YOU -> Status.LOCKED;
      case DONE -> Status.PASSED;
      case FAILED -> Status.FAILED;
    };
  }

  private static String right(Step step) {
    return switch (step.state()) {
      case NOT_STARTED -> step.id() == StepId.PUBLISH ? "needs you" : "not started";
      case RUNNING -> "running";
      case NEEDS_YOU -> "needs you";
      case DONE -> step.at().map(at -> Figures.clockWithSeconds(at, ZoneId.systemDefault())).orElse("done");
      case FAILED -> "failed";
    };
  }
}
