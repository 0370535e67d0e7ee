package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.changelog.ChangelogDraft;
import dev.slipway.changelog.commit.CoAuthor;
import dev.slipway.changelog.commit.ConventionalCommit;
import dev.slipway.changelog.commit.OtherMessage;
import dev.slipway.changelog.commit.Reference;
import dev.slipway.changelog.commit.Revert;
import dev.slipway.changelog.history.CommitRange;
import dev.slipway.changelog.section.ChangeType;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.changelog.section.Placement;
import dev.slipway.changelog.section.VersionProposal;
import dev.slipway.changelog.version.SemanticVersion;
import java.util.List;
import java.util.Optional;

/// The JSON of the changelog commands.
final class ChangelogJson {
  private ChangelogJson() {}

  static ObjectNode draft(ChangelogDraft draft) {
    ObjectNode node = Json.object();
    node.set("range", range(draft.range()));
    proposal(node, draft);
    node.put("included", draft.included());
    node.set("commits", Json.array(draft.commits(), ChangelogJson::commit));
    node.put("markdown", draft.body());
    return node;
  }

  private static ObjectNode range(CommitRange range) {
    ObjectNode node = Json.object();
    node.put("from", range.from().orElse(null));
    node.put("to", range.to());
    node.put("reason", range.reason());
    node.put("count", range.commits().size());
    node.set("skipped", Json.strings(range.skipped()));
    node.set("missing", Json.strings(range.missing()));
    return node;
  }

  private static void proposal(ObjectNode node, ChangelogDraft draft) {
    VersionProposal proposal = draft.proposal();
    Optional<SemanticVersion> next = proposal.next();
    node.put("nextVersion", next.map(SemanticVersion::toString).orElse(null));
    node.put(
        "nextTag",
        next.map(version -> draft.range().base().map(tag -> tag.nameFor(version)).orElse("v" + version)).orElse(null));
    node.put("bump", proposal.bump().word());
    node.put("nextReason", proposal.reason());
    node.set("forcedBy", Json.strings(proposal.forcing().stream().map(it -> it.commit().sha()).toList()));
  }

  /// One commit with everything its message says.
  static ObjectNode commit(ClassifiedCommit it) {
    ObjectNode node = Json.object();
    node.put("sha", it.commit().sha().isEmpty() ? null : it.commit().sha());
    node.put("type", it.type().orElse(null));
    node.put("scope", it.scope().orElse(null));
    node.put("breaking", it.breaking());
    node.put("description", it.message().description());
    node.put("included", it.included());
    node.put("section", it.section().map(ChangeType::title).orElse(null));
    node.put("reason", it.placement().words());
    switch (it.placement()) {
      case Placement.Included _ -> node.put("reasonId", "included");
      case Placement.LeftOut(var reason) -> node.put("reasonId", reason.id());
    }
    node.put("subject", it.commit().subject());
    node.put("conventional", it.message() instanceof ConventionalCommit);
    node.put("body", it.message().body());
    switch (it.message()) {
      case ConventionalCommit conventional -> {
        node.set("breakingChanges", Json.strings(conventional.breakingTexts()));
        node.set("footers", Json.array(conventional.footers(), footer -> {
          ObjectNode one = Json.object();
          one.put("token", footer.token());
          one.put("separator", footer.hash() ? " #" : ": ");
          one.put("value", footer.value());
          return one;
        }));
      }
      case OtherMessage other -> node.put("fault", other.why());
    }
    Optional<Revert> revert = Revert.in(it.commit().message(), it.message());
    revert.ifPresent(taken -> {
      ObjectNode one = node.putObject("revert");
      one.set("commits", Json.strings(taken.commits()));
      one.put("subject", taken.subject().orElse(null));
      one.put("reapply", taken.reapply());
    });
    node.set("references", Json.array(Reference.in(it.commit().message()), reference -> {
      ObjectNode one = Json.object();
      one.put("repository", reference.repository().isEmpty() ? null : reference.repository());
      one.put("number", reference.number());
      one.put("action", reference.action().isEmpty() ? null : reference.action());
      return one;
    }));
    node.put("pullRequest", Reference.pullRequest(it.commit().subject()).orElse(null));
    List<CoAuthor> people = CoAuthor.in(it.commit().message());
    node.set("coAuthors", Json.strings(people.stream().map(CoAuthor::name).toList()));
    node.put("author", it.commit().author());
    node.set("hints", Json.strings(it.hints()));
    return node;
  }
}
