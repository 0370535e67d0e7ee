package dev.slipway.changelog.section;

import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.commit.ConventionalCommit;
import dev.slipway.changelog.commit.Header;
import dev.slipway.changelog.commit.Message;
import dev.slipway.changelog.commit.OtherMessage;
import dev.slipway.changelog.commit.Revert;
import dev.slipway.changelog.version.ReleaseTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Places every commit of a range: into a section, or out with a reason. Nothing is dropped silently.
public final class Classifier {
  private final Rules rules;

  public Classifier(Rules rules) {
    this.rules = rules;
  }

  /// Places the commits of a range.
  ///
  /// @param commits newest first; another order is mended by their parents
  /// @param choices what a person decided, by full commit id
  /// @return the same commits, newest first
  public List<ClassifiedCommit> classify(List<ChangelogCommit> commits, Map<String, Choice> choices) {
    Ancestry ancestry = Ancestry.of(commits);
    List<Message> messages = ancestry.commits().stream().map(c -> Message.read(c.message())).toList();
    Reverts reverts = Reverts.in(ancestry, messages);
    List<ClassifiedCommit> placed = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      ChangelogCommit commit = ancestry.commits().get(i);
      Message message = messages.get(i);
      if (commit.merge()) {
        Message own = mergeText(message);
        Placement placement = placeMerge(own, i, ancestry, messages, reverts);
        Message told = placement instanceof Placement.Included ? own : message;
        placed.add(new ClassifiedCommit(commit, told, placement, Hints.of(own)));
      } else {
        Placement placement = place(commit, message, i, ancestry, reverts);
        placed.add(new ClassifiedCommit(commit, message, placement, Hints.of(message)));
      }
    }
    return overruled(withoutRepeats(placed), choices);
  }

  /// Places one message without a history.
  public ClassifiedCommit classify(ChangelogCommit commit) {
    return classify(List.of(commit), Map.of()).getFirst();
  }

  private Placement place(
      ChangelogCommit commit, Message message, int place, Ancestry ancestry, Reverts reverts) {
    Optional<Placement> takenBack = reverted(place, ancestry, reverts);
    if (takenBack.isPresent()) {
      return takenBack.get();
    }
    String subject = commit.subject();
    Optional<String> fixup = fixup(subject);
    if (fixup.isPresent()) {
      return out(new Reason.Fixup(fixup.get()));
    }
    if (mergeSubject(subject)) {
      return out(new Reason.Merge(0));
    }
    if (releaseCommit(subject, message)) {
      return out(new Reason.ReleaseCommit());
    }
    Optional<Revert> revert = reverts.revert(place);
    return switch (message) {
      case ConventionalCommit conventional -> section(conventional);
      case OtherMessage _ when revert.isPresent() -> older(revert.get());
      case OtherMessage other -> squashed(other).orElseGet(() -> out(new Reason.NotConventional(other.why())));
    };
  }

  private Optional<Placement> reverted(int place, Ancestry ancestry, Reverts reverts) {
    Optional<Integer> by = reverts.revertedBy(place);
    if (by.isPresent()) {
      return Optional.of(out(new Reason.Reverted(ancestry.commits().get(by.get()).sha())));
    }
    List<Integer> targets = reverts.targets(place);
    if (targets.isEmpty()) {
      return Optional.empty();
    }
    int target = targets.getFirst();
    List<Integer> first = reverts.targets(target);
    return Optional.of(
        out(first.isEmpty()
            ? new Reason.Reverts(ancestry.commits().get(target).sha())
            : new Reason.Restores(ancestry.commits().get(first.getFirst()).sha())));
  }

  private Placement placeMerge(
      Message own, int place, Ancestry ancestry, List<Message> messages, Reverts reverts) {
    Optional<Placement> takenBack = reverted(place, ancestry, reverts);
    if (takenBack.isPresent()) {
      return takenBack.get();
    }
    List<Integer> brought = ancestry.brought(place);
    boolean told =
        brought.stream().anyMatch(i -> !ancestry.commits().get(i).merge() && messages.get(i) instanceof ConventionalCommit);
    if (!told && own instanceof ConventionalCommit conventional) {
      return section(conventional);
    }
    return out(new Reason.Merge(brought.size()));
  }

  private Placement section(ConventionalCommit commit) {
    Optional<ChangeType> section = rules.mapping().section(commit.header());
    if (commit.breaking()) {
      return new Placement.Included(breakingSection(section), "breaking change");
    }
    if (section.isEmpty()) {
      Optional<Placement> listed = squashed(commit);
      return listed.orElseGet(() -> out(new Reason.NoSection(commit.type())));
    }
    return new Placement.Included(section.get(), "type " + commit.type());
  }

  /// The marker belongs into Changed or Removed; what is deprecated or a security fix stays where readers look.
  static ChangeType breakingSection(Optional<ChangeType> section) {
    return section
        .filter(s -> s == ChangeType.REMOVED || s == ChangeType.SECURITY || s == ChangeType.DEPRECATED)
        .orElse(ChangeType.CHANGED);
  }

  /// A revert of something older than the range is a change of its own.
  private Placement older(Revert revert) {
    Header header = new Header("revert", Optional.empty(), false, revert.subject().orElse(""));
    Optional<ChangeType> section = rules.mapping().section(header);
    return section.isPresent()
        ? new Placement.Included(section.get(), "takes back a change that is not in this range")
        : out(new Reason.NoSection("revert"));
  }

  private Optional<Placement> squashed(Message message) {
    return switch (rules.squash()) {
      case WHOLE -> Optional.empty();
      case SPLIT -> Squashed.headers(message).stream()
          .map(header -> Squashed.section(header, rules.mapping()))
          .flatMap(Optional::stream)
          .findFirst()
          .map(section -> new Placement.Included(section, "commits listed in its body"));
    };
  }

  private static List<ClassifiedCommit> withoutRepeats(List<ClassifiedCommit> placed) {
    Map<String, String> seen = new HashMap<>();
    List<ClassifiedCommit> result = new ArrayList<>(placed);
    for (int i = placed.size() - 1; i >= 0; i--) {
      ClassifiedCommit it = placed.get(i);
      if (it.included() && !it.breaking()) {
        String text = it.section() + " " + it.scope().orElse("") + ": " + it.message().description();
        String first = seen.putIfAbsent(text, it.commit().sha());
        if (first != null) {
          result.set(i, new ClassifiedCommit(it.commit(), it.message(), out(new Reason.SameAs(first)), it.hints()));
        }
      }
    }
    return result;
  }

  /// Placed commits with what a person decided about some of them, by full id.
  public static List<ClassifiedCommit> overruled(List<ClassifiedCommit> placed, Map<String, Choice> choices) {
    if (choices.isEmpty()) {
      return List.copyOf(placed);
    }
    return placed.stream().map(it -> chosen(it, choices.get(it.commit().sha()))).toList();
  }

  private static ClassifiedCommit chosen(ClassifiedCommit it, @org.jspecify.annotations.Nullable Choice choice) {
    return switch (choice) {
      case null -> it;
      case Choice.Include(ChangeType section) ->
          new ClassifiedCommit(
              it.commit(), it.message(), new Placement.Included(section, Placement.BY_HAND), it.hints());
      case Choice.LeaveOut() ->
          new ClassifiedCommit(it.commit(), it.message(), out(new Reason.ByHand()), it.hints());
    };
  }

  private static Placement out(Reason reason) {
    return new Placement.LeftOut(reason);
  }

  /// GitHub puts the title of the pull request below its own first line.
  private static Message mergeText(Message message) {
    return message instanceof OtherMessage other && !other.body().isEmpty() ? Message.read(other.body()) : message;
  }

  private static boolean mergeSubject(String subject) {
    return subject.startsWith("Merge pull request #")
        || subject.startsWith("Merge branch '")
        || subject.startsWith("Merge tag '")
        || subject.startsWith("Merge commit '")
        || subject.startsWith("Merge remote-tracking branch '");
  }

  private static Optional<String> fixup(String subject) {
    for (String word : List.of("fixup", "squash", "amend")) {
      if (subject.startsWith(word + "! ")) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private static boolean releaseCommit(String subject, Message message) {
    if (message instanceof ConventionalCommit conventional && !conventional.breaking()) {
      boolean release =
          conventional.type().equals("release")
              || (conventional.type().equals("chore") && conventional.scope().filter("release"::equals).isPresent());
      return release && versionOnly(conventional.description());
    }
    return message instanceof OtherMessage && versionOnly(subject);
  }

  private static boolean versionOnly(String text) {
    String rest = text.toLowerCase(Locale.ROOT).replaceFirst("\\s*\\[(skip ci|ci skip)]$", "");
    for (String word : List.of("release version ", "bump version to ", "bump to ", "release ", "version ")) {
      if (rest.startsWith(word)) {
        rest = rest.substring(word.length());
        break;
      }
    }
    return rest.indexOf(' ') < 0 && ReleaseTag.of(rest, "").isPresent();
  }
}
