package dev.slipway.target;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Releases that a step makes by asking GitHub's API itself: with `actions/github-script`, `gh api` or `curl`.
///
/// @see <a href="https://docs.github.com/rest/releases/releases#create-a-release">create a release</a>
final class ReleaseApi {
  private static final Pattern CREATES = Pattern.compile("\\brepos\\.createRelease\\s*\\(");
  private static final Pattern UPLOADS = Pattern.compile("\\brepos\\.uploadReleaseAsset\\s*\\(");
  private static final Pattern DRAFT = Pattern.compile("[\"']?\\bdraft[\"']?\\s*[:=]\\s*[\"']?(true|false)\\b");
  private static final Pattern REQUEST = Pattern.compile("(?m)\\b(gh\\s+api|curl)\\b([^\\n]*[\\s/\"']repos/[^\\s\"'?]+/releases[\"']?(?=\\s|$)[^\\n]*)");
  private static final Pattern METHOD = Pattern.compile("(?:-X|--method|--request)[\\s=]*[\"']?([A-Za-z]+)");
  /// Without a method, one of these makes the request a POST.
  private static final Pattern SENDS = Pattern.compile("\\s(?:-f|-F|--field|--raw-field|--input|-d|--data\\S*|--json)[\\s=]");

  private ReleaseApi() {}

  /// A step of `actions/github-script` that makes a release or adds files to one.
  static Optional<ReleaseStep> javaScript(StepRun run) {
    String script = run.step().with().text("script").orElse("");
    boolean creates = CREATES.matcher(script).find();
    if (!creates && !UPLOADS.matcher(script).find()) {
      return Optional.empty();
    }
    return Optional.of(step(run, script, creates));
  }

  /// A script that sends a request which makes a release.
  static Optional<ReleaseStep> inScript(StepRun run, String script) {
    Matcher request = REQUEST.matcher(script);
    while (request.find()) {
      Matcher method = METHOD.matcher(request.group(2));
      boolean sends = method.find() ? method.group(1).equalsIgnoreCase("POST") : SENDS.matcher(request.group(2)).find();
      if (sends) {
        return Optional.of(step(run, script, true));
      }
    }
    return Optional.empty();
  }

  /// A draft only where the script says so in so many words; what the request carries may come from elsewhere.
  private static ReleaseStep step(StepRun run, String script, boolean creates) {
    Matcher said = DRAFT.matcher(script);
    Optional<Boolean> draft = said.find() ? Optional.of(said.group(1).equals("true")) : Optional.empty();
    return new ReleaseStep(run.step(), creates, List.of(), List.of(), draft, creates && draft.filter(d -> !d).isPresent(), false, run.step().at());
  }
}
