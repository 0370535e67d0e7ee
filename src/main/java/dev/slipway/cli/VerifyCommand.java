package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.fact.SlipwayVersion;
import dev.slipway.file.WholeFile;
import dev.slipway.forge.ForgeException;
import dev.slipway.release.Checkout;
import dev.slipway.gate.PolicyFile;
import dev.slipway.release.HostedVerification;
import dev.slipway.release.PolicyRules;
import dev.slipway.release.Subject;
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
import dev.slipway.verify.UserCommands;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.VerificationReport.Verdict;
import dev.slipway.verify.VerifiedFile;
import dev.slipway.verify.Verifier;
import dev.slipway.verify.sigstore.TrustRoot;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `slipway verify`: files against everything that vouches for them, without network or account.
final class VerifyCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final VerifyOptions options;

  /// The repository on its host, where that was verified.
  private String address = "";

  private VerifyCommand(Terminal terminal, VerifyOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  /// The command for the parser.
  static CommandSpec spec(Terminal terminal) {
    VerifyOptions options = new VerifyOptions();
    return options.of(new VerifyCommand(terminal, options));
  }

  /// Gets ready to verify the first file or folder among the arguments while the parser still reads them.
  static void getReady(Terminal terminal, List<String> arguments) {
    arguments.stream()
        .skip(1)
        .filter(argument -> !argument.startsWith("-"))
        .flatMap(argument -> existing(terminal, argument).stream())
        .findFirst()
        .ifPresent(Verifier::warmUp);
  }

  private static Optional<Path> existing(Terminal terminal, String argument) {
    try {
      return Optional.of(terminal.resolve(argument)).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public Integer call() throws Problem, Cancelled, ForgeException {
    Path path = terminal.resolve(options.subject());
    boolean local = !options.subject().isEmpty() && Files.exists(path);
    if (local && options.writeManifest().isPresent()) {
      return write(path, terminal.resolve(options.writeManifest().get()));
    }
    VerificationReport report = held(local ? local(path) : hosted());
    switch (options.format().toLowerCase(Locale.ROOT)) {
      case "json" -> Json.print(terminal.out(), document(report));
      case "markdown" -> terminal.out().print(MarkdownReport.of(report));
      case "sarif" -> Json.print(terminal.out(), SarifReport.of(report, SlipwayVersion.number()));
      case "evidence" -> Json.print(terminal.out(), EvidenceRecord.of(report, SlipwayVersion.number(), Instant.now()));
      case "commands" -> commands(report);
      case "text" -> terminal.out().print(options.explain() ? TextReport.explained(report) : TextReport.of(report));
      default -> throw Problem.wrongUse("There is no format \"%s\". Choose text, json, markdown, sarif, evidence or commands.".formatted(options.format()));
    }
    if (options.pin()) {
      pin(report);
    }
    if (local) {
      tellExpected(path, report);
    }
    return report.verdict() == Verdict.PASSED ? Exit.HOLDS : Exit.FINDING;
  }

  private VerificationReport local(Path path) throws Problem, Cancelled {
    if (options.run().isPresent() || options.digestsOnly()) {
      throw Problem.wrongUse("%s lies here, and --run and --no-download are about what a host has. Nothing was verified.".formatted(options.subject()));
    }
    return new Verifier(rules().trusting(trust())).any(path, Progress.unwatched());
  }

  /// What is asked of the files. A policy with a mistake in it is refused: a rule that was misspelt would silently not hold.
  private Rules rules() throws Problem {
    if (options.policy().isEmpty()) {
      return Rules.strict().allowing(options.allowUnlisted());
    }
    PolicyFile policy = PolicyFile.at(terminal.resolve(options.policy().get()), options.policy().get());
    Optional<Finding> wrong = policy.findings().stream().filter(finding -> finding.severity() == Severity.ERROR).findFirst();
    if (wrong.isPresent()) {
      throw Problem.wrongUse("%s: %s Nothing was verified.".formatted(
          wrong.get().at().map(Object::toString).orElse(options.policy().get()), wrong.get().message()));
    }
    return PolicyRules.of(policy.policy(), options.tag().map(Subject::version)).allowing(options.allowUnlisted());
  }

  /// A release, or what a run made.
  private VerificationReport hosted() throws Problem, Cancelled, ForgeException {
    boolean isPath = options.subject().startsWith(".") || options.subject().startsWith("~") || Path.of(options.subject()).isAbsolute();
    if (isPath || (options.run().isEmpty() && options.tag().isEmpty())) {
      throw options.subject().isEmpty()
          ? Problem.wrongUse("Name a folder, a checksum manifest or a file; or a release with --repo OWNER/NAME --tag TAG, or a run with --run ID.")
          : Problem.outOfReach("%s is not there. Name a folder or a checksum manifest; a release of a repository needs --tag.".formatted(options.subject()));
    }
    if (options.checkout() || options.writeManifest().isPresent()) {
      throw Problem.wrongUse("--checkout and --write-manifest are about files that lie here. Nothing was verified.");
    }
    boolean named = options.identity().isPresent() || options.workflow().isPresent() || !options.keys().isEmpty();
    if (options.digestsOnly() && (named || options.run().isPresent())) {
      throw Problem.wrongUse("With --no-download no bytes are read, so nobody's signature of them can be asked for, and none of a run's. Nothing was verified.");
    }
    if (!options.subject().isEmpty() && options.repository().filter(name -> !name.equalsIgnoreCase(options.subject())).isPresent()) {
      throw Problem.wrongUse("%s is not there, and it is not the repository that --repo names. Nothing was verified.".formatted(options.subject()));
    }
    RepositoryOptions where = new RepositoryOptions();
    where.repository = options.repository().or(() -> Optional.of(options.subject()).filter(name -> !name.isEmpty()));
    where.host = options.host();
    address = HostedVerification.address(where.host(terminal), where.name(terminal));
    HostedVerification verification = new HostedVerification(where.connect(terminal));
    Trust given = new Trust(roots(), ExpectedSigner.nobody().in(options.workflow()).named(options.identity(), options.issuer()), pinned(address), keyTexts());
    Rules rules = rules().trusting(given);
    HostedVerification.Reading reading = options.digestsOnly() ? HostedVerification.Reading.DIGESTS_ONLY : HostedVerification.Reading.ALL_BYTES;
    Progress progress = new TransferProgress(terminal);
    return options.run().isPresent()
        ? verification.run(options.run().get(), options.tag(), rules, progress)
        : verification.release(options.tag().orElseThrow(), reading, rules, progress);
  }

  private void commands(VerificationReport report) {
    UserCommands.paragraph(report, about()).lines().map(TextReport::plain).forEach(terminal.out()::println);
    if (report.verdict() == Verdict.FAILED) {
      terminal.err().println("Failed. There are commands only for what holds; --format text says what does not.");
    }
  }

  /// The repository as GitHub's own tool takes it; empty where only the attestations tell which one built the files.
  private String about() {
    return options.repository().or(() -> Optional.of(options.subject()).filter(_ -> !address.isEmpty())).orElse("");
  }

  /// Shows who is expected before anybody is believed.
  private void tellExpected(Path path, VerificationReport report) {
    boolean open =
        report.files().stream()
            .flatMap(file -> file.cells().values().stream())
            .anyMatch(cell -> cell instanceof Cell.NotChecked && cell.evidence().stream().anyMatch(item -> item.what().equals("signed by")));
    if (open && !options.checkout() && options.repository().isEmpty() && options.identity().isEmpty()) {
      Checkout.around(path).ifPresent(clone ->
          terminal.err().println(TextReport.plain("They lie in a clone of %s. With --checkout they must be signed by %s."
              .formatted(clone.repository(), clone.expected(options.tag()).words()))));
    }
  }

  /// The repository that was named, or that of the clone around the files when it is to be believed.
  private ExpectedSigner expected() throws Problem {
    if (!options.checkout()) {
      return options.repository().map(name -> ExpectedSigner.of("https://" + options.host().orElse("github.com") + "/" + name)).orElse(ExpectedSigner.nobody())
          .in(options.workflow()).at(options.tag(), Optional.empty()).named(options.identity(), options.issuer());
    }
    Checkout clone =
        Checkout.around(terminal.resolve(options.subject())).orElseThrow(() -> Problem.wrongUse(
            "%s lies in no clone with a remote called origin on a host. Name the repository with --repo OWNER/NAME.".formatted(options.subject())));
    ExpectedSigner signer = clone.expected(options.tag()).named(options.identity(), options.issuer());
    if (options.repository().filter(name -> !clone.name().equalsIgnoreCase(name)).isPresent()) {
      throw Problem.wrongUse("The clone is of %s, and --repo names %s. Choose one.".formatted(clone.repository(), options.repository().get()));
    }
    ExpectedSigner exact = options.workflow().isPresent() ? signer.in(options.workflow()) : signer;
    terminal.err().println(TextReport.plain("Expected: signed by %s.".formatted(exact.words())));
    return exact;
  }

  /// Who was pinned before, unless somebody else is to be pinned now.
  private Optional<SignerPins.Pin> pinned(String url) throws Problem {
    return options.pin() ? Optional.empty() : SignerPins.read(pins()).of(url);
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
    if (options.since().isEmpty()) {
      return report;
    }
    JsonNode before = earlier(options.since().get());
    if (!EvidenceRecord.isOne(before)) {
      throw Problem.wrongUse("%s is no evidence of an earlier run. Nothing was compared.".formatted(options.since().get()));
    }
    List<Finding> findings = new ArrayList<>(report.findings());
    findings.addAll(EvidenceRecord.changes(before, report));
    return new VerificationReport(report.subject(), report.coverage(), report.files(), findings);
  }

  private JsonNode earlier(String evidence) throws Problem {
    try {
      return new ObjectMapper().readTree(TrustFile.text(terminal.resolve(evidence)));
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private Integer write(Path folder, Path manifest) throws Problem, Cancelled {
    if (!Files.isDirectory(folder)) {
      throw Problem.wrongUse("%s is no folder. A manifest is written for a folder.".formatted(options.subject()));
    }
    CanonicalManifest canonical = CanonicalManifest.of(folder, Progress.unwatched());
    String before = Files.exists(manifest) ? TrustFile.text(manifest) : "";
    canonical.changes(before).forEach(line -> terminal.out().println(TextReport.plain(line)));
    WholeFile.writeText(manifest, canonical.text());
    return Exit.HOLDS;
  }

  private List<TrustRoot> roots() throws Problem {
    List<TrustRoot> roots = new ArrayList<>();
    for (String file : options.trustedRoots()) {
      roots.addAll(TrustFile.roots(terminal.resolve(file)));
    }
    return roots;
  }

  private List<String> keyTexts() throws Problem {
    List<String> texts = new ArrayList<>();
    for (String key : options.keys()) {
      texts.add(TrustFile.key(terminal.resolve(key)));
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
    node.putObject("tool").put("name", "slipway").put("version", SlipwayVersion.number());
    node.put("subject", report.subject());
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
