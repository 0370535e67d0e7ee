package dev.slipway.release.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Known;
import dev.slipway.fact.Source;
import dev.slipway.forge.Account;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateState;
import dev.slipway.gate.PolicyFile;
import dev.slipway.gate.PolicyReader;
import dev.slipway.release.Facts;
import dev.slipway.release.Files;
import dev.slipway.release.Notes;
import dev.slipway.release.Pipeline;
import dev.slipway.release.Place;
import dev.slipway.release.Subject;
import dev.slipway.task.Progress;
import dev.slipway.verify.Rules;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.Verifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsGateTest {
  private static final String DIGEST_OF_A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

  @TempDir Path folder;

  @Test
  void holdsWhenEverythingIsListedAndEqual() throws Exception {
    write("tool", "a");
    write("SHA256SUMS", DIGEST_OF_A + "  tool\n");
    assertThat(gate("").state()).isInstanceOf(GateState.Passed.class);
  }

  @Test
  void anUnlistedFileFailsUnlessThePolicyAllowsIt() throws Exception {
    write("tool", "a");
    write("tool.txt", "b");
    write("SHA256SUMS", DIGEST_OF_A + "  tool\n");
    assertThat(gate("").state()).isInstanceOf(GateState.Failed.class);
    assertThat(gate("checksums:\n  allow-unlisted: ['*.txt']\n").state()).isInstanceOf(GateState.Passed.class);
  }

  @Test
  void allowingEverythingProvesNothing() throws Exception {
    write("tool", "a");
    assertThat(gate("checksums:\n  allow-unlisted: ['*']\n").state()).isInstanceOf(GateState.Failed.class);
    write("SHA256SUMS", "");
    assertThat(gate("checksums:\n  allow-unlisted: ['*']\n").state()).isInstanceOf(GateState.Failed.class);
  }

  @Test
  void otherBytesThanListedFail() throws Exception {
    write("tool", "b");
    write("SHA256SUMS", DIGEST_OF_A + "  tool\n");
    assertThat(gate("").state()).isInstanceOf(GateState.Failed.class);
  }

  private void write(String name, String text) throws Exception {
    java.nio.file.Files.writeString(folder.resolve(name), text);
  }

  private Gate gate(String policy) throws Exception {
    PolicyFile file = PolicyReader.read(PolicyFile.NAME, policy);
    assertThat(file.findings()).isEmpty();
    VerificationReport report =
        new Verifier(Rules.strict().allowing(file.policy().checksums().allowUnlisted())).folder(folder, Progress.unwatched());
    Subject subject =
        new Subject(
            new Place.Folder(folder), Optional.empty(), Account.anonymous(), Optional.empty(), "", Optional.empty(),
            Optional.empty(), List.of(), Optional.empty(), file);
    Files files = Files.none().verified(Known.of(report, new Source.Measured("here")));
    return ChecksumsGate.of(new Facts(subject, Pipeline.unread(), files, Notes.none(), List.of()));
  }
}
