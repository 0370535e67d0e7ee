package dev.slipway.gate;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.gate.ReleasePolicy.Ignored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Adds to the text of a policy file, and leaves every other line of it as people wrote it.
public final class PolicyText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][\\w ./-]*[\\w.)]");

  private PolicyText() {}

  /// The text with an entry more under `audit: ignore:`, at the head of the list.
  ///
  /// What comes out is read again: it is the policy there was, with the entry, or it is not given out.
  ///
  /// @param text the text of the file; empty for a file that is not there yet
  /// @throws Problem when the text has errors, or writes the list in a form to which nothing can be added safely
  public static String ignoring(String text, Ignored entry) throws Problem {
    PolicyFile before = PolicyReader.read(PolicyFile.NAME, text);
    Optional<Finding> error = before.findings().stream().filter(its -> its.severity() == Severity.ERROR).findFirst();
    if (error.isPresent()) {
      throw Problem.wrongUse("%s: %s. Nothing was written; mend that first.".formatted(
          error.get().at().map(Object::toString).orElse(PolicyFile.NAME), error.get().message()));
    }
    String after = added(text, entry);
    PolicyFile read = PolicyReader.read(PolicyFile.NAME, after);
    if (!read.findings().isEmpty() || !isBeforeWith(before.policy(), read.policy(), entry)) {
      throw byHand(entry);
    }
    return after;
  }

  private static boolean isBeforeWith(ReleasePolicy before, ReleasePolicy after, Ignored entry) {
    List<Ignored> wanted = new ArrayList<>(before.audit().ignored());
    wanted.addFirst(entry);
    List<Ignored> got = after.audit().ignored();
    boolean listed = got.size() == wanted.size();
    for (int i = 0; listed && i < got.size(); i++) {
      listed = same(got.get(i), wanted.get(i));
    }
    return listed && withoutAudit(before).equals(withoutAudit(after))
        && before.audit().generatedNotes() == after.audit().generatedNotes();
  }

  private static boolean same(Ignored one, Ignored other) {
    return one.rule().equals(other.rule()) && one.file().equals(other.file()) && one.line().equals(other.line())
        && one.reason().equals(other.reason());
  }

  private static ReleasePolicy withoutAudit(ReleasePolicy policy) {
    return new ReleasePolicy(
        policy.project(), policy.workflow(), policy.targets(), policy.assets(), policy.archives(), policy.binaries(),
        policy.budgets(), policy.checksums(), policy.changelog(), ReleasePolicy.defaults().audit(), policy.image(),
        policy.benchmarks(), policy.gates());
  }

  private static String added(String text, Ignored entry) throws Problem {
    PolicyYaml yaml = new PolicyYaml(PolicyFile.NAME);
    Optional<MappingNode> root = yaml.document(text);
    Optional<Node> audit = root.flatMap(its -> value(yaml, its, "audit"));
    if (audit.isEmpty()) {
      String start = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
      return start + "audit:\n  ignore:\n" + item(entry, 4);
    }
    if (!(audit.get() instanceof MappingNode its) || its.getFlowStyle() != FlowStyle.BLOCK) {
      throw byHand(entry);
    }
    int indent = column(its);
    Optional<Node> ignore = value(yaml, its, "ignore");
    if (ignore.isEmpty()) {
      return inserted(text, line(its), " ".repeat(indent) + "ignore:\n" + item(entry, indent + 2));
    }
    if (!(ignore.get() instanceof SequenceNode list) || list.getFlowStyle() != FlowStyle.BLOCK || list.getValue().isEmpty()) {
      throw byHand(entry);
    }
    return inserted(text, line(list), item(entry, column(list)));
  }

  private static Optional<Node> value(PolicyYaml yaml, MappingNode node, String key) {
    Map<String, Node> entries = yaml.entries(node);
    return Optional.ofNullable(entries.get(key));
  }

  private static int line(CollectionNode<?> node) {
    return node.getStartMark().map(Mark::getLine).orElse(0);
  }

  private static int column(CollectionNode<?> node) {
    return node.getStartMark().map(Mark::getColumn).orElse(0);
  }

  /// @param line before which line the piece comes, from 0
  private static String inserted(String text, int line, String piece) {
    int at = 0;
    for (int i = 0; i < line; i++) {
      at = text.indexOf('\n', at) + 1;
    }
    return text.substring(0, at) + piece + text.substring(at);
  }

  private static String item(Ignored entry, int indent) {
    StringBuilder out = new StringBuilder();
    String start = " ".repeat(indent);
    out.append(start).append("- rule: ").append(quoted(entry.rule())).append('\n');
    entry.file().ifPresent(file -> out.append(start).append("  file: ").append(quoted(file)).append('\n'));
    entry.line().ifPresent(line -> out.append(start).append("  line: ").append(quoted(line)).append('\n'));
    return out.append(start).append("  reason: ").append(quoted(entry.reason())).append('\n').toString();
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
  }

  private static Problem byHand(Ignored entry) {
    return Problem.wrongUse(
        "The list under audit: ignore: of %s is written in a form to which nothing can be added safely, so nothing was written. Add by hand: %s."
            .formatted(PolicyFile.NAME, item(entry, 0).strip().replaceAll("\\s*\\n\\s*", ", ")));
  }
}
