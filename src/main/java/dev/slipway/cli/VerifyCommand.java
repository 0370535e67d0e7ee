package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.forge.ForgeException;
import dev.slipway.release.Checkout;
import dev.slipway.release.HostedVerification;
import dev.slipway.release.Workspace;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.CanonicalManifest;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.EvidenceRecord;
import dev.slipway.verify.ExpectedSigner;
import dev.slipway.verify.MarkdownReport;
import dev.slipway.verify.Rules;
import dev.slipway.verify.SarifReport;
import dev.slipway.verify.SignerPins;
import dev.slipway.verify.TextReport;
import dev.slipway.verify.Trust;
import dev.slipway.verify.TrustFile;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.VerificationReport.Verdict;
import dev.slipway.verify.VerifiedFile;
import dev.slipway.verify.Verifier;
import dev.slipway.verify.sigstore.TrustRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway verify`: files against everything that vouches for them, without network or account.
@Command(
    name = "verify",
    description = {
      "Verifies a folder, the files a checksum manifest lists, or one file by what lies beside it. Needs no repository, no network, no account.",
      "A folder is judged both ways: every listed file must be there, and every file must be listed.",
      "A manifest judges only what it lists, as sha256sum -c does.",
      "OWNER/NAME with --tag verifies a public release or a draft, with --run what a run made: both are downloaded and held against the host's digests and attestations too."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0", arity = "0..1", paramLabel = "DIR|MANIFEST|FILE|OWNER/NAME",
      description = "A folder, a checksum manifest such as SHA256SUMS, a file, or a repository. Default: the one --repo or $GH_REPO names.")
  String subject = "";

  @Option(
      names = "--allow-unlisted",
      paramLabel = "GLOB",
      description = "Files no manifest needs to list, such as '*.txt'. May be given several times.")
  List<String> allowUnlisted = new ArrayList<>();

  @Option(
      names = "--repo",
      paramLabel = "OWNER/NAME",
      description = "The repository whose workflows may have attested the files. Without it a bundle only tells who signed.")
  Optional<String> repository = Optional.empty();

  @Option(names = "--host", paramLabel = "HOST", description = "The host of that repository. Default: github.com; for a release $GH_HOST comes before it.")
  Optional<String> host = Optional.empty();

  @Option(names = "--run", paramLabel = "ID", description = "Verify what this workflow run made.")
  Optional<Long> run = Optional.empty();

  @Option(names = "--no-download", description = "Of a release read only checksum manifests and proofs, and hold them against the digests the host reports.")
  boolean digestsOnly;

  @Option(names = "--identity", paramLabel = "SUBJECT", description = "The exact name in the signer's certificate, instead of a repository.")
  Optional<String> identity = Optional.empty();

  @Option(names = "--issuer", paramLabel = "URL", description = "Who must have vouched for that name.")
  Optional<String> issuer = Optional.empty();

  @Option(names = "--workflow", paramLabel = "PATH", description = "The workflow of the repository that may have attested, such as .github/workflows/release.yml.")
  Optional<String> workflow = Optional.empty();

  @Option(names = "--tag", paramLabel = "TAG", description = "The tag that must have been built; of a repository the release to verify.")
  Optional<String> tag = Optional.empty();

  @Option(names = "--checkout", description = "Believe the workflows of the repository whose clone the files lie in, as its remote origin and its workflows tell.")
  boolean checkout;

  @Option(names = "--pin", description = "After a look at the report: remember who signed for this repository. Another signer is an alarm from then on.")
  boolean pin;

  @Option(names = "--key", paramLabel = "FILE", description = "A public key of minisign, OpenPGP or cosign to trust. May be given several times.")
  List<Path> keys = new ArrayList<>();

  @Option(names = "--trusted-root", paramLabel = "FILE", description = "A newer Sigstore trust root than the ones Slipway carries; one per line is read too.")
  List<Path> trustedRoots = new ArrayList<>();

  @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "How to print the report: text, json, markdown, sarif or evidence.")
  String format = "text";

  @Option(names = "--explain", description = "In the text, say of each file why each check came out as it did, and on what evidence.")
  boolean explain;

  @Option(names = "--since", paramLabel = "FILE", description = "Evidence printed by an earlier run; what changed since is a finding.")
  Optional<Path> since = Optional.empty();

  @Option(names = "--write-manifest", paramLabel = "FILE", description = "Write a SHA256SUMS of the folder that sha256sum -c --strict accepts, after showing what it changes. Nothing is verified.")
  Optional<Path> writeManifest = Optional.empty();

  @Option(names = "--json", description = "Print the report as one JSON document.")
  boolean json;

  /// The repository on its host, where that was verified.
  private String address = "";

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, Cancelled, ForgeException {
    Path path = terminal.resolve(subject);
    boolean local = !subject.isEmpty() && Files.exists(path);
    if (local && writeManifest.isPresent()) {
      return write(path, terminal.resolve(writeManifest.get().toString()));
    }
    VerificationReport report = held(local ? local(path) : hosted());
    switch (json ? "json" : format.toLowerCase(Locale.ROOT)) {
      case "json" -> Json.print(terminal.out(), document(report));
      case "markdown" -> terminal.out().print(MarkdownReport.of(report));
      case "sarif" -> Json.print(terminal.out(), SarifReport.of(report, Version.number()));
      case "evidence" -> Json.print(terminal.out(), EvidenceRecord.of(report, Version.number(), Instant.now()));
      case "text" -> terminal.out().print(explain ? TextReport.explained(report) : TextReport.of(report));
      default -> throw Problem.wrongUse("There is no format \"%s\". Choose text, json, markdown, sarif or evidence.".formatted(format));
    }
    if (pin) {
      pin(report);
    }
    if (local) {
      tellExpected(path, report);
    }
    return report.verdict() == Verdict.PASSED ? Exit.HOLDS : Exit.FINDING;
  }

  private VerificationReport local(Path path) throws Problem, Cancelled {
    if (run.isPresent() || digestsOnly) {
      throw Problem.wrongUse("%s lies here, and --run and --no-download are about what a host has. Nothing was verified.".formatted(subject));
    }
    Verifier.warmUp(path);
    return new Verifier(Rules.strict().allowing(allowUnlisted).trusting(trust())).any(path, Progress.unwatched());
  }

  /// A release, or what a run made.
  private VerificationReport hosted() throws Problem, Cancelled, ForgeException {
    boolean isPath = subject.startsWith(".") || subject.startsWith("~") || Path.of(subject).isAbsolute();
    if (isPath || (run.isEmpty() && tag.isEmpty())) {
      throw subject.isEmpty()
          ? Problem.wrongUse("Name a folder, a checksum manifest or a file; or a release with --repo OWNER/NAME --tag TAG, or a run with --run ID.")
          : Problem.outOfReach("%s is not there. Name a folder or a checksum manifest; a release of a repository needs --tag.".formatted(subject));
    }
    if (checkout || writeManifest.isPresent()) {
      throw Problem.wrongUse("--checkout and --write-manifest are about files that lie here. Nothing was verified.");
    }
    boolean named = identity.isPresent() || workflow.isPresent() || !keys.isEmpty();
    if (digestsOnly && (named || run.isPresent())) {
      throw Problem.wrongUse("With --no-download no bytes are read, so nobody's signature of them can be asked for, and none of a run's. Nothing was verified.");
    }
    if (!subject.isEmpty() && repository.filter(name -> !name.equalsIgnoreCase(subject)).isPresent()) {
      throw Problem.wrongUse("%s is not there, and it is not the repository that --repo names. Nothing was verified.".formatted(subject));
    }
    RepositoryOptions where = new RepositoryOptions();
    where.repository = repository.or(() -> Optional.of(subject).filter(name -> !name.isEmpty()));
    where.host = host;
    address = HostedVerification.address(where.host(terminal), where.name(terminal));
    HostedVerification verification = new HostedVerification(where.connect(terminal));
    Trust given = new Trust(roots(), ExpectedSigner.nobody().in(workflow).named(identity, issuer), pinned(address), keyTexts());
    Rules rules = Rules.strict().allowing(allowUnlisted).trusting(given);
    HostedVerification.Reading reading = digestsOnly ? HostedVerification.Reading.DIGESTS_ONLY : HostedVerification.Reading.ALL_BYTES;
    Progress progress = new TransferProgress(terminal);
    return run.isPresent() ? verification.run(run.get(), tag, rules, progress) : verification.release(tag.orElseThrow(), reading, rules, progress);
  }

  /// Shows who is expected before anybody is believed.
  private void tellExpected(Path path, VerificationReport report) {
    boolean open =
        report.files().stream()
            .flatMap(file -> file.cells().values().stream())
            .anyMatch(cell -> cell instanceof Cell.NotChecked && cell.evidence().stream().anyMatch(item -> item.what().equals("signed by")));
    if (open && !checkout && repository.isEmpty() && identity.isEmpty()) {
      Checkout.around(path).ifPresent(clone ->
          terminal.err().println(TextReport.plain("They lie in a clone of %s. With --checkout they must be signed by %s."
              .formatted(clone.repository(), clone.expected(tag).words()))));
    }
  }

  /// The repository that was named, or that of the clone around the files when it is to be believed.
  private ExpectedSigner expected() throws Problem {
    if (!checkout) {
      return repository.map(name -> ExpectedSigner.of("https://" + host.orElse("github.com") + "/" + name)).orElse(ExpectedSigner.nobody())
          .in(workflow).at(tag, Optional.empty()).named(identity, issuer);
    }
    Checkout clone =
        Checkout.around(terminal.resolve(subject)).orElseThrow(() -> Problem.wrongUse(
            "%s lies in no clone with a remote called origin on a host. Name the repository with --repo OWNER/NAME.".formatted(subject)));
    ExpectedSigner signer = clone.expected(tag).named(identity, issuer);
    if (repository.filter(name -> !clone.name().equalsIgnoreCase(name)).isPresent()) {
      throw Problem.wrongUse("The clone is of %s, and --repo names %s. Choose one.".formatted(clone.repository(), repository.get()));
    }
    ExpectedSigner exact = workflow.isPresent() ? signer.in(workflow) : signer;
    terminal.err().println(TextReport.plain("Expected: signed by %s.".formatted(exact.words())));
    return exact;
  }

  /// Who was pinned before, unless somebody else is to be pinned now.
  private Optional<SignerPins.Pin> pinned(String url) throws Problem {
    return pin ? Optional.empty() : SignerPins.read(pins()).of(url);
  }

  private Path pins() {
    return SignerPins.file(
        Workspace.state(terminal.environment(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "."))));
  }

  private void pin(VerificationReport report) throws Problem {
    String url =
        Optional.of(address).filter(its -> !its.isEmpty()).or(expected()::repository).orElseThrow(() ->
            Problem.wrongUse("Say whose signer it is: --pin needs --repo OWNER/NAME or --checkout. Nothing was pinned."));
    SignerPins.Pin seen = SignerPins.seen(report, Instant.now());
    SignerPins.read(pins()).with(url, seen).write(pins());
    terminal.err().println(TextReport.plain("Pinned for %s: %s. Another signer is an alarm from now on.".formatted(url, seen.signer())));
  }

  /// The report with what changed since an earlier one, where one was given.
  private VerificationReport held(VerificationReport report) throws Problem {
    if (since.isEmpty()) {
      return report;
    }
    JsonNode before = earlier(since.get());
    if (!EvidenceRecord.isOne(before)) {
      throw Problem.wrongUse("%s is no evidence of an earlier run. Nothing was compared.".formatted(since.get()));
    }
    List<Finding> findings = new ArrayList<>(report.findings());
    findings.addAll(EvidenceRecord.changes(before, report));
    return new VerificationReport(report.subject(), report.coverage(), report.files(), findings);
  }

  private JsonNode earlier(Path evidence) throws Problem {
    try {
      return new ObjectMapper().readTree(TrustFile.text(terminal.resolve(evidence.toString())));
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private Integer write(Path folder, Path manifest) throws Problem, Cancelled {
    if (!Files.isDirectory(folder)) {
      throw Problem.wrongUse("%s is no folder. A manifest is written for a folder.".formatted(subject));
    }
    CanonicalManifest canonical = CanonicalManifest.of(folder, Progress.unwatched());
    String before = Files.exists(manifest) ? TrustFile.text(manifest) : "";
    canonical.changes(before).forEach(line -> terminal.out().println(TextReport.plain(line)));
    WholeFile.writeText(manifest, canonical.text());
    return Exit.HOLDS;
  }

  private List<TrustRoot> roots() throws Problem {
    List<TrustRoot> roots = new ArrayList<>();
    for (Path file : trustedRoots) {
      roots.addAll(TrustFile.roots(terminal.resolve(file.toString())));
    }
    return roots;
  }

  private List<String> keyTexts() throws Problem {
    List<String> texts = new ArrayList<>();
    for (Path key : keys) {
      texts.add(TrustFile.key(terminal.resolve(key.toString())));
    }
    return texts;
  }

  private Trust trust() throws Problem {
    ExpectedSigner signer = expected();
    Optional<SignerPins.Pin> known = signer.repository().isPresent() ? pinned(signer.repository().get()) : Optional.empty();
    return Trust.shipped().inRoots(roots()).inSigner(signer).pinned(known).inKeys(keyTexts());
  }

  static ObjectNode document(VerificationReport report) {
    ObjectNode node = Json.object();
    node.put("verdict", report.verdict().word());
    node.put("coverage", report.coverage().word());
    node.set("files", Json.array(report.files(), VerifyCommand::file));
    node.set("findings", Json.array(report.findings(), Json::finding));
    return node;
  }

  private static ObjectNode file(VerifiedFile file) {
    ObjectNode node = Json.object();
    node.put("name", file.name());
    node.put("role", file.role().word());
    file.size().ifPresent(size -> node.put("bytes", size));
    file.digest().ifPresent(digest -> node.put("digest", digest.toString()));
    for (Check check : Check.values()) {
      node.put(check.key(), file.cell(check).word());
    }
    ObjectNode cells = node.putObject("cells");
    for (Check check : Check.values()) {
      Cell cell = file.cell(check);
      ObjectNode detail = cells.putObject(check.key());
      detail.put("state", cell.word());
      detail.put("reason", cell.reason());
      detail.set(
          "evidence",
          Json.array(cell.evidence(), e -> Json.object().put("what", e.what()).put("value", e.value())));
    }
    node.set("findings", Json.array(file.findings(), Json::finding));
    return node;
  }
}
