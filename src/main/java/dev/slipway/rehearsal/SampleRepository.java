package dev.slipway.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sample repository as it is when the rehearsal starts.
final class SampleRepository {
  private static final Pattern NAME = Pattern.compile("(?m)^name: *(.+?) *$");

  private SampleRepository() {}

  static HostedRepository open(Project project) {
    History history = History.parse(SourceTree.resource(project.cliName() + "/history.txt"), project.cliName());
    SourceTree head = SourceTree.of(project, history.resolve("main").orElseThrow());
    List<ListedWorkflow> workflows = new ArrayList<>();
    for (String file : head.folder(".github/workflows")) {
      String path = ".github/workflows/" + file;
      Matcher name = NAME.matcher(head.file(path).orElseThrow());
      workflows.add(
          new ListedWorkflow(
              68_412_000L + project.ordinal() * 10L + workflows.size(), name.find() ? name.group(1) : path, path));
    }
    return new HostedRepository(project, history, workflows);
  }
}
