package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.publish.Publication;
import dev.slipway.task.Cancelled;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway publish`: from a ready board to a public release, or a draft, or only the plan.
@Command(
    name = "publish",
    description = "Publishes a release whose gates are open: draft, upload, compare, publish, read back. A stopped one goes on where it was.")
final class PublishCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin ReleaseOptions release;

  @Option(names = "--confirm", paramLabel = "TAG", description = "The tag again, to say that the release is to become public. Without it the draft is made and left a draft.")
  Optional<String> confirm = Optional.empty();

  @Option(names = "--dry-run", description = "Print every call that would be made; do nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "Print the outcome as one JSON document.")
  boolean json;

  PublishCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, ForgeException, Cancelled {
    TerminalProgress progress = new TerminalProgress(terminal.err());
    ReleaseSession session = release.gathered(terminal, progress);
    Publication publication;
    if (dryRun) {
      publication = session.plan();
    } else if (confirm.isPresent()) {
      publication = session.publish(confirm.get(), progress);
    } else {
      publication = session.prepare(progress);
    }
    if (json) {
      Json.print(terminal.out(), document(session, publication));
    } else {
      print(session, publication);
    }
    if (!dryRun) {
      session.saveEvidence(); // after the outcome was told: it is what it is, whether this can be written or not
    }
    boolean holds = !dryRun || session.snapshot().board().ready();
    return holds ? Exit.HOLDS : Exit.FINDING;
  }

  private void print(ReleaseSession session, Publication publication) {
    if (dryRun) {
      publication.calls().forEach(call -> terminal.out().println(call.method() + " " + call.path()));
      terminal.out().print(lasting(session));
      terminal.out().println(session.snapshot().board().ready() ? "The gates are open." : "A gate blocks; nothing of this would be done. See slipway gates.");
      return;
    }
    String tag = session.snapshot().subject().tag().orElse("");
    String page = publication.page().map(Object::toString).orElse("");
    terminal.out().println(
        publication.state() instanceof Publication.State.Published
            ? "Published %s: every asset was read back and is equal. %s%n%s.".formatted(tag, page, publication.step(Publication.StepId.PUBLIC).detail())
            : "The draft of %s is complete and equal to what was verified: %s%n%sPublish it with --confirm %s."
                .formatted(tag, page, lasting(session), tag));
  }

  /// What cannot be undone afterwards, told before.
  private static String lasting(ReleaseSession session) {
    return session.snapshot().subject().immutable().orElse(false)
        ? "Immutable releases are on: once it is public, its tag and its assets cannot be changed, and the tag cannot be used again.%n".formatted()
        : "";
  }

  private static ObjectNode document(ReleaseSession session, Publication publication) {
    ObjectNode root = Json.object();
    root.put("tag", session.snapshot().subject().tag().orElse(""));
    root.put("published", publication.state() instanceof Publication.State.Published);
    publication.page().ifPresent(page -> root.put("page", page.toString()));
    session.snapshot().subject().immutable().ifPresent(immutable -> root.put("immutable", immutable));
    root.set("gates", Json.array(session.snapshot().board().gates(), BoardText::json));
    root.set("steps", Json.array(publication.steps(), step -> {
      ObjectNode node = Json.object();
      node.put("name", step.id().title());
      node.put("state", step.state().word());
      node.put("detail", step.detail());
      return node;
    }));
    root.set("calls", Json.array(publication.calls(), call -> {
      ObjectNode node = Json.object();
      node.put("method", call.method());
      node.put("path", call.path());
      call.result().ifPresent(result -> node.put("result", result));
      return node;
    }));
    return root;
  }
}
