package dev.slipway.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What `slipway verify` can be told, and what it was told.
///
/// Declared in code and not by annotations as in the other commands: this is the one that scripts start for every file, and
/// reading some twenty annotations takes as long as verifying a signature (`docs/decisions/aot-cache.md`).
final class VerifyOptions {
  private static final String[] DESCRIPTION = {
    "Verifies a folder, the files a checksum manifest lists, or one file by what lies beside it. Needs no repository, no network, no account.",
    "A folder is judged both ways: every listed file must be there, and every file must be listed.",
    "A manifest judges only what it lists, as sha256sum -c does.",
    "OWNER/NAME with --tag verifies a public release or a draft, with --run what a run made: both are downloaded and held against the host's digests and attestations too."
  };

  private final PositionalParamSpec subject =
      PositionalParamSpec.builder()
          .index("0").arity("0..1").type(String.class).paramLabel("DIR|MANIFEST|FILE|OWNER/NAME")
          .description("A folder, a checksum manifest such as SHA256SUMS, a file, or a repository. Default: the one --repo or $GH_REPO names.")
          .build();

  private final OptionSpec allowUnlisted =
      texts("--allow-unlisted", "GLOB", "Files no manifest needs to list, such as '*.txt'. May be given several times.");
  private final OptionSpec policy =
      text("--policy", "FILE", "Hold archives and programs to what this policy file asks, such as .slipway.yml; with --tag also to its version.");
  private final OptionSpec repository =
      text("--repo", "OWNER/NAME", "The repository whose workflows may have attested the files. Without it a bundle only tells who signed.");
  private final OptionSpec host =
      text("--host", "HOST", "The host of that repository. Default: github.com; for a release $GH_HOST comes before it.");
  private final OptionSpec run = one(Long.class, "--run", "ID", "Verify what this workflow run made.");
  private final OptionSpec digestsOnly =
      flag("--no-download", "Of a release read only checksum manifests and proofs, and hold them against the digests the host reports.");
  private final OptionSpec identity =
      text("--identity", "SUBJECT", "The exact name in the signer's certificate, instead of a repository.");
  private final OptionSpec issuer = text("--issuer", "URL", "Who must have vouched for that name.");
  private final OptionSpec workflow =
      text("--workflow", "PATH", "The workflow of the repository that may have attested, such as .github/workflows/release.yml.");
  private final OptionSpec tag = text("--tag", "TAG", "The tag that must have been built; of a repository the release to verify.");
  private final OptionSpec checkout =
      flag("--checkout", "Believe the workflows of the repository whose clone the files lie in, as its remote origin and its workflows tell.");
  private final OptionSpec pin =
      flag("--pin", "After a look at the report: remember who signed for this repository. Another signer is an alarm from then on.");
  private final OptionSpec keys =
      texts("--key", "FILE", "A public key of minisign, OpenPGP or cosign to trust. May be given several times.");
  private final OptionSpec trustedRoots =
      texts("--trusted-root", "FILE", "A newer Sigstore trust root than the ones Slipway carries; one per line is read too.");
  private final OptionSpec format =
      text("--format", "FORMAT", "How to print the report: text, json, markdown, sarif or evidence; or commands: with what a user of the release can check the same, for its notes.");
  private final OptionSpec explain =
      flag("--explain", "In the text, say of each file why each check came out as it did, and on what evidence.");
  private final OptionSpec since =
      text("--since", "FILE", "Evidence printed by an earlier run; what changed since is a finding.");
  private final OptionSpec writeManifest =
      text("--write-manifest", "FILE", "Write a SHA256SUMS of the folder that sha256sum -c --strict accepts, after showing what it changes. Nothing is verified.");
  private final OptionSpec json = flag("--json", "Print the report as one JSON document.");

  /// The command as the parser knows it.
  ///
  /// @param command what runs once the command line is read
  CommandSpec of(Callable<Integer> command) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name("verify").addPositional(subject);
    spec.usageMessage().description(DESCRIPTION);
    List.of(
            allowUnlisted, policy, repository, host, run, digestsOnly, identity, issuer, workflow, tag, checkout, pin, keys,
            trustedRoots, format, explain, since, writeManifest, json)
        .forEach(spec::addOption);
    return spec;
  }

  /// A path or the name of a repository; empty if none was given.
  String subject() {
    return Optional.ofNullable(subject.<String>getValue()).orElse("");
  }

  List<String> allowUnlisted() {
    return every(allowUnlisted);
  }

  Optional<String> policy() {
    return only(policy);
  }

  Optional<String> repository() {
    return only(repository);
  }

  Optional<String> host() {
    return only(host);
  }

  Optional<Long> run() {
    return only(run);
  }

  boolean digestsOnly() {
    return given(digestsOnly);
  }

  Optional<String> identity() {
    return only(identity);
  }

  Optional<String> issuer() {
    return only(issuer);
  }

  Optional<String> workflow() {
    return only(workflow);
  }

  Optional<String> tag() {
    return only(tag);
  }

  boolean checkout() {
    return given(checkout);
  }

  boolean pin() {
    return given(pin);
  }

  List<String> keys() {
    return every(keys);
  }

  List<String> trustedRoots() {
    return every(trustedRoots);
  }

  /// How to print the report; `--json` comes before `--format`, and without either it is `text`.
  String format() {
    return given(json) ? "json" : this.<String>only(format).orElse("text");
  }

  boolean explain() {
    return given(explain);
  }

  Optional<String> since() {
    return only(since);
  }

  Optional<String> writeManifest() {
    return only(writeManifest);
  }

  private static OptionSpec text(String name, String label, String description) {
    return one(String.class, name, label, description);
  }

  private static OptionSpec one(Class<?> type, String name, String label, String description) {
    return OptionSpec.builder(name).type(type).paramLabel(label).description(description).build();
  }

  private static OptionSpec texts(String name, String label, String description) {
    return OptionSpec.builder(name).type(List.class).auxiliaryTypes(String.class).paramLabel(label).description(description).build();
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  private static <T> Optional<T> only(OptionSpec option) {
    return Optional.ofNullable(option.<T>getValue());
  }

  private static List<String> every(OptionSpec option) {
    return VerifyOptions.<List<String>>only(option).orElse(List.of());
  }

  private static boolean given(OptionSpec option) {
    return VerifyOptions.<Boolean>only(option).orElse(false);
  }
}
