package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.gate.PolicyFile;
import dev.slipway.release.RemotePipeline;
import dev.slipway.target.LearntNames;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.TargetPlanner;
import dev.slipway.target.tool.ToolConfiguration;
import dev.slipway.target.tool.ToolTargets;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Retry;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What the commands that read workflow files have in common.
final class PipelineOptions {
  @Parameters(paramLabel = "PATH", arity = "0..*",
      description = "A workflow file, a checkout, a folder of workflow files, or owner/name on the host; this folder when nothing is given.")
  List<String> paths = new ArrayList<>();

  @Option(names = "--tag", paramLabel = "TAG", defaultValue = "v1.2.3",
      description = "The tag whose push is looked at (default: ${DEFAULT-VALUE}).")
  String tag = "v1.2.3";

  @Option(names = {"-R", "--repo"}, paramLabel = "OWNER/NAME",
      description = "The repository's name, for expressions that ask for it and for --last-release.")
  Optional<String> repository = Optional.empty();

  @Option(names = "--last-release",
      description = "Ask the host for the last release of --repo: names are learnt from its assets, and its checksums count.")
  boolean lastRelease;

  @Option(names = "--host", paramLabel = "HOST",
      description = "github.com, the name of an Enterprise Server, or http://127.0.0.1:PORT for a rehearsal. Default: $GH_HOST, else github.com.")
  Optional<String> host = Optional.empty();

  @Option(names = "--runner-labels", paramLabel = "FILE",
      description = "A table of runner labels to use in place of the bundled one.")
  @Nullable String labelFile;

  /// What was read.
  ///
  /// @param labels the table of runner labels
  /// @param plan   what would be built, names learnt where there is a last release
  /// @param policy what `.slipway.yml` says of the audit
  /// @param tools  the configuration of release tools
  /// @param last   the last release; empty when it was not asked for, or there is none
  /// @param remote the repository on the host; empty when everything was read here
  record Sources(RunnerLabels labels, TargetPlan plan, PolicyFile policy, List<ToolTargets> tools, Optional<Release> last, Optional<RemotePipeline> remote) {

    /// What the JSON of every command that reads workflow files begins with.
    ObjectNode head() {
      ObjectNode root = Json.object();
      root.put("runnerLabelsAsOf", labels.asOf());
      last.ifPresent(release -> root.put("lastRelease", release.tag()));
      return root;
    }

    /// The names of the last release's assets.
    Optional<List<String>> assets() {
      return last.map(release -> release.assets().stream().map(Asset::name).toList());
    }
  }

  private RunnerLabels labels(Terminal terminal) throws Problem {
    return labelFile == null ? RunnerLabels.bundled() : RunnerLabels.read(terminal.resolve(labelFile));
  }

  Sources read(Terminal terminal) throws Problem, ForgeException, Cancelled {
    RunnerLabels labels = labels(terminal);
    List<String> asked = paths.isEmpty() ? List.of(".") : paths;
    Optional<String> named = asked.size() == 1 && isRepository(terminal, asked.getFirst()) ? Optional.of(asked.getFirst()) : Optional.empty();
    if (lastRelease && named.or(() -> repository).isEmpty()) {
      throw Problem.wrongUse("--last-release needs to know of which repository: add --repo owner/name. Nothing was read.");
    }
    Optional<RemotePipeline> remote = named.isPresent() || lastRelease
        ? Optional.of(remote(terminal, named.or(() -> repository).orElseThrow())) : Optional.empty();
    Progress progress = Progress.unwatched();
    List<WorkflowFile> files = new ArrayList<>();
    List<ToolTargets> tools = new ArrayList<>();
    PolicyFile policy = PolicyFile.none();
    if (named.isPresent() && remote.isPresent()) {
      files.addAll(remote.get().workflows(Optional.empty(), progress));
      tools.addAll(remote.get().tools(Optional.empty(), progress));
      policy = remote.get().policy(Optional.empty(), progress);
    } else {
      for (String path : asked) {
        files.addAll(WorkflowFolder.read(terminal.resolve(path)));
        if (Files.isDirectory(terminal.resolve(path))) {
          tools.addAll(ToolConfiguration.read(terminal.resolve(path)));
        }
      }
      policy = policy(terminal, asked.getFirst());
    }
    Optional<Release> last = remote.isPresent() ? remote.get().lastRelease(tag, progress) : Optional.empty();
    TargetPlan plan = new TargetPlanner(labels).plan(files, Scenario.tagPush(tag, named.or(() -> repository).orElse("owner/name")));
    Sources sources = new Sources(labels, plan, policy, tools, last, remote);
    return new Sources(
        labels, sources.assets().map(assets -> LearntNames.complete(plan, last.orElseThrow().tag(), assets)).orElse(plan), policy, tools, last, remote);
  }

  /// The policy of the checkout that a path is, or lies in; the defaults where it has none.
  private static PolicyFile policy(Terminal terminal, String path) throws Problem {
    Path asked = terminal.resolve(path).toAbsolutePath().normalize();
    Path folder = Files.isDirectory(asked) ? asked : asked.resolveSibling(".").normalize();
    boolean workflows = folder.endsWith(Path.of(".github", "workflows"));
    return PolicyFile.in(workflows ? folder.resolve("../..").normalize() : folder);
  }

  /// `owner/name`, unless a file or folder is called so.
  private static boolean isRepository(Terminal terminal, String path) {
    return path.matches("[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+") && !path.endsWith(".yml") && !path.endsWith(".yaml")
        && !Files.exists(terminal.resolve(path));
  }

  private RemotePipeline remote(Terminal terminal, String name) throws Problem {
    RepositoryOptions options = new RepositoryOptions();
    options.host = host;
    return new RemotePipeline(options.forge(terminal), RepositoryName.parse(name), Retry.usual());
  }
}
