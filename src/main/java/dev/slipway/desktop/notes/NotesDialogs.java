package dev.slipway.desktop.notes;

import dev.slipway.changelog.notes.TextVersions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Prompt;
import dev.slipway.desktop.control.Question;
import dev.slipway.fact.Finding;
import dev.slipway.release.Notes;
import dev.slipway.release.notes.CloneWrite;
import dev.slipway.release.notes.NotesDocument;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the Notes page asks the person: another range, an earlier version, where to write back.
final class NotesDialogs {
  /// Lines of a difference that a dialog shows.
  private static final int SHOWN = 16;
  private final NotesModel model;
  private final Dialogs dialogs;
  private final NotesRequests requests;

  NotesDialogs(NotesModel model, Dialogs dialogs, NotesRequests requests) {
    this.model = model;
    this.dialogs = dialogs;
    this.requests = requests;
  }

  /// Where the range may begin.
  private sealed interface Base {
    record Chosen() implements Base {}

    record At(String name) implements Base {}

    record Other() implements Base {}
  }

  /// Offers the points the range may begin at, each with why it is or is not the one that is chosen.
  void changeRange() {
    Optional<Notes.Range> known = model.knownRange();
    if (known.isEmpty()) {
      return;
    }
    Notes.Range range = known.get();
    List<Dialogs.Choice> choices = new ArrayList<>();
    choices.add(new Dialogs.Choice("As chosen by ancestry, version and channel", "now: " + range.reason(), new Base.Chosen()));
    for (String tag : range.bases()) {
      String why =
          range.skipped().stream().filter(it -> it.startsWith(tag + " skipped: ")).findFirst()
              .map(it -> it.substring(tag.length() + 1))
              .orElse(range.from().equals(Optional.of(tag)) ? "the range begins after it now" : "a release tag");
      choices.add(new Dialogs.Choice(tag, why, new Base.At(tag)));
    }
    choices.add(new Dialogs.Choice("The beginning of history", "as for a first release", new Base.At("")));
    choices.add(new Dialogs.Choice("Another point…", "a branch, tag or commit", new Base.Other()));
    dialogs.choose("Change the range", choices, choice -> {
      switch ((Base) choice.value()) {
        case Base.Chosen() -> requests.changeRange(model.edited(), Optional.empty());
        case Base.At(String name) -> requests.changeRange(model.edited(), Optional.of(name));
        case Base.Other() -> dialogs.ask(
            new Prompt("Change the range", "The commits after this point are listed.", "Branch, tag or commit", "", "Change range",
                text -> text.isBlank() ? "Name a point." : ""),
            text -> requests.changeRange(model.edited(), Optional.of(text.strip())));
      }
    });
  }

  /// Offers every version of the text under edit; the chosen one replaces it in the editor, which can be undone.
  void versions() {
    NotesDocument document = model.shown().get();
    requests.versions(document, versions -> {
      if (versions.isEmpty()) {
        dialogs.tell("There is no earlier version yet.");
        return;
      }
      List<Dialogs.Choice> choices =
          versions.reversed().stream()
              .map(version -> new Dialogs.Choice(
                  "Version " + version.number(),
                  words(version.origin()) + ", " + Figures.clockWithSeconds(version.at(), ZoneId.systemDefault()), version))
              .toList();
      dialogs.choose("Bring a version back", choices, choice -> requests.version(
          document, (TextVersions.Version) choice.value(),
          text -> {
            model.text(document).set(text);
            dialogs.tell(choice.title() + " stands in the editor. Save it, or undo.");
          }));
    });
  }

  private static String words(TextVersions.Origin origin) {
    return switch (origin) {
      case GENERATED -> "made from commits and measurements";
      case EDITED -> "saved here";
      case AUTOSAVED -> "typed and not saved";
      case REMOTE -> "read from the draft on the host";
      case RESTORED -> "brought back";
    };
  }

  /// Offers the places the texts can be written back to; each names its effect before it is done.
  void writeBack() {
    List<Dialogs.Choice> choices = new ArrayList<>();
    choices.add(place("Release draft", "its text becomes these notes", this::draft));
    choices.addAll(changelogPlaces());
    dialogs.choose("Write back", choices, choice -> ((Runnable) choice.value()).run());
  }

  private List<Dialogs.Choice> changelogPlaces() {
    return List.of(
        place("CHANGELOG.md in a clone…", "you see the difference first", this::intoClone),
        place("Commit to the default branch", "one commit, on the host", this::commit),
        place("Pull request", "a branch and a pull request, on the host", this::pullRequest));
  }

  /// The texts are kept; the section goes into the clone, or to where a person says.
  void kept(Optional<CloneWrite> plan) {
    if (plan.isPresent()) {
      propose(plan.get());
      return;
    }
    List<Dialogs.Choice> choices = new ArrayList<>(changelogPlaces());
    choices.add(place("Nowhere yet", "every version is kept here", () -> dialogs.tell("Kept here.")));
    dialogs.choose("Kept. Where is CHANGELOG.md?", choices, choice -> ((Runnable) choice.value()).run());
  }

  /// The first time a release's section goes into a clone, a person sees what will be written.
  private void propose(CloneWrite plan) {
    if (!plan.changes()) {
      dialogs.tell("Kept. %s has this section already.".formatted(plan.file()));
    } else if (plan.first() || plan.otherRemote().isPresent()) {
      dialogs.confirm(Question.plain("Write %s into %s".formatted(plan.version(), plan.file().getFileName()), effect(plan), "Write section"),
          () -> requests.writeClone(plan.folder()));
    } else {
      requests.writeClone(plan.folder());
    }
  }

  private static String effect(CloneWrite plan) {
    String other = plan.otherRemote().map("Mind that the clone's remote is %s.\n"::formatted).orElse("");
    List<String> lines = plan.difference().lines().filter(line -> !line.startsWith("@@")).toList();
    String more = lines.size() > SHOWN ? "\n… and " + Figures.count(lines.size() - SHOWN, "more line", "more lines") : "";
    return "%s%s: %s, %s.\n\n%s%s".formatted(
        other, plan.file(), Figures.count(plan.added(), "new line", "new lines"),
        plan.removed() == 0 ? "every other byte stays" : Figures.count(plan.removed(), "line goes", "lines go"),
        String.join("\n", lines.subList(0, Math.min(SHOWN, lines.size()))), more);
  }

  private static Dialogs.Choice place(String title, String detail, Runnable act) {
    return new Dialogs.Choice(title, detail, act);
  }

  private void draft() {
    dialogs.confirm(
        Question.plain("Write the notes into the draft", "The draft's text is read again first. Where somebody changed it, nothing is written and both texts are shown.", "Write notes"),
        () -> requests.writeDraft(model.edited()));
  }

  private void intoClone() {
    dialogs.chooseFolder("The clone that gets the section", folder -> requests.planClone(model.edited(), folder, this::propose));
  }

  private void commit() {
    dialogs.confirm(
        new Question("Commit the section", "Everybody who can see the repository sees the commit on its default branch.", "Commit section",
            Optional.empty(), Question.Weight.PUBLIC),
        () -> requests.commit(model.edited()));
  }

  private void pullRequest() {
    dialogs.confirm(
        new Question("Propose the section", "A branch and a pull request are made; everybody who can see the repository sees them.",
            "Open pull request", Optional.empty(), Question.Weight.PUBLIC),
        () -> requests.openPullRequest(model.edited()));
  }

  /// Offers all findings; the chosen one is shown in the text.
  void findings(Consumer<Finding> show) {
    List<Dialogs.Choice> choices =
        model.lint().stream()
            .map(finding -> new Dialogs.Choice(
                finding.severity().word() + ": " + finding.message(),
                model.line(finding).map(line -> "Line " + (line + model.firstLine(NotesDocument.CHANGELOG)) + ". ").orElse("") + finding.fix(), finding))
            .toList();
    dialogs.choose("Findings", choices, choice -> show.accept((Finding) choice.value()));
  }
}
