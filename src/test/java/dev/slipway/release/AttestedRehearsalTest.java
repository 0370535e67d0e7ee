package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Severity;
import dev.slipway.forge.ForgeException;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.task.Progress;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.Rules;
import dev.slipway.verify.Trust;
import dev.slipway.verify.TrustFile;
import dev.slipway.verify.VerificationReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A rehearsal that attests what it builds: proved for whoever was given its trust root, and for nobody else.
class AttestedRehearsalTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  @Test
  void everyFileIsAttestedForWhoeverWasGivenTheRoot() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC, Fault.NONE);
    Trust own = TrustFile.believing("this rehearsal", rehearsal.attest());
    Connection plain = WalkTest.connection(rehearsal, state);
    ReleaseSession session = new ReleaseSession(plain.trusting(own), _ -> {});

    Walk.Result result =
        new Walk(session, Clock.systemUTC(), _ -> {}).go(Optional.of("v0.4.0"), Map.of("version", "0.4.0"), Progress.unwatched());

    assertThat(result.published()).as(String.valueOf(result.stoppedBy())).isTrue();
    VerificationReport report = session.snapshot().files().verification().value().orElseThrow();
    assertThat(report.files()).hasSize(7).allSatisfy(file -> {
      assertThat(file.cell(Check.PROVENANCE)).as(file.name()).isInstanceOf(Cell.Passed.class);
      assertThat(file.cell(Check.PROVENANCE).evidence()).anyMatch(item -> item.what().equals("trust root") && item.value().equals("this rehearsal"));
    });
    assertThat(session.snapshot().board().gate(GateId.PROVENANCE).orElseThrow().state()).isInstanceOf(GateState.Passed.class);

    // Once it is public: the files are held against what the host has by now.
    session.verifyAgain(Progress.unwatched());
    assertThat(session.snapshot().files().verification().value().orElseThrow().files())
        .allSatisfy(file -> assertThat(file.cell(Check.API_DIGEST)).as(file.name()).isInstanceOf(Cell.Passed.class));

    // The same release, reached by its address: who signed is not believed.
    VerificationReport stranger =
        new HostedVerification(plain).release("v0.4.0", HostedVerification.Reading.ALL_BYTES, Rules.strict(), Progress.unwatched());
    assertThat(stranger.files()).allSatisfy(file -> assertThat(file.cell(Check.PROVENANCE)).isInstanceOf(Cell.Failed.class));
    assertThat(stranger.allFindings()).filteredOn(finding -> finding.severity() == Severity.ERROR).extracting(finding -> finding.rule()).containsOnly("bundle-refused");
  }

  @Test
  void verifyingAgainSaysThatTheHostDidNotAnswer() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC, Fault.NONE);
    ReleaseSession session = new ReleaseSession(WalkTest.connection(rehearsal, state), _ -> {});
    new Walk(session, Clock.systemUTC(), _ -> {}).go(Optional.of("v0.4.0"), Map.of("version", "0.4.0"), Progress.unwatched());
    VerificationReport before = session.snapshot().files().verification().value().orElseThrow();

    rehearsal.close();

    assertThatThrownBy(() -> session.verifyAgain(Progress.unwatched()))
        .isInstanceOf(ForgeException.class)
        .hasMessageStartingWith("The files were verified against what meshc-lang/meshc had when it was asked last.");
    VerificationReport after = session.snapshot().files().verification().value().orElseThrow();
    assertThat(after).isNotSameAs(before);
    assertThat(after.files()).allSatisfy(file -> assertThat(file.cell(Check.API_DIGEST)).isInstanceOf(Cell.Passed.class));
    assertThat(after.allFindings()).extracting(finding -> finding.rule()).contains("attestations-not-read");
  }

  @Test
  void nothingIsAttestedWhereNobodyAskedForTheRoot() throws Exception {
    Rehearsal rehearsal = github.start(Project.WEFT, Fault.NONE);
    ReleaseSession session = new ReleaseSession(WalkTest.connection(rehearsal, state), _ -> {});
    Walk.Result result =
        new Walk(session, Clock.systemUTC(), _ -> {}).go(Optional.of("v0.4.0"), Map.of("version", "0.4.0"), Progress.unwatched());
    assertThat(result.published()).as(String.valueOf(result.stoppedBy())).isTrue();
    assertThat(session.snapshot().files().verification().value().orElseThrow().files())
        .allSatisfy(file -> assertThat(file.cell(Check.PROVENANCE)).isInstanceOf(Cell.Absent.class));
  }
}
