package dev.slipway.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Form;
import dev.slipway.desktop.control.Prompt;
import dev.slipway.desktop.control.Question;
import dev.slipway.fact.Fact;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.task.InPlace;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.SignerPins;
import dev.slipway.verify.VerificationReport;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is dropped on the window while no release is open, and who is believed for it.
class FilesDeskTest {
  private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
  private static final String APP = "https://github.com/example/app";

  @TempDir Path folder;

  private final User user = new User();
  private final List<VerificationReport> shown = new ArrayList<>();
  private final OpenRelease release = new OpenRelease(InPlace::new, () -> user, _ -> {});

  @Test
  void aFolderThatIsDroppedIsShownWithWhatItCameTo() throws Exception {
    FilesDesk desk = desk();
    desk.verify(listed("dist"));
    assertThat(last().verdict()).isEqualTo(VerificationReport.Verdict.PASSED);
    Files.writeString(folder.resolve("dist/a.txt"), "hellp\n");
    desk.verify();
    assertThat(shown).hasSize(2);
    assertThat(last().verdict()).isEqualTo(VerificationReport.Verdict.FAILED);
  }

  @Test
  void whatIsNotThereIsExplainedAndLeavesWhatIsShown() throws Exception {
    FilesDesk desk = desk();
    desk.verify(listed("dist"));
    desk.verify(folder.resolve("gone"));
    assertThat(user.explained).hasSize(1);
    assertThat(shown).hasSize(1);
    desk.verify();
    assertThat(shown).as("what is shown is verified again, not what could not be read").hasSize(2);
  }

  @Test
  void withNothingToVerifyTheButtonSaysSo() {
    desk().verify();
    assertThat(user.explained).singleElement().asString().contains("No release is open");
  }

  @Test
  void aTrustRootIsKeptAndWhatWasVerifiedLastIsHeldAgainstIt() throws Exception {
    FilesDesk desk = desk();
    desk.verify(signed("dist", "message.json"));
    assertThat(signature()).isInstanceOf(Cell.Failed.class);
    desk.verify(root());
    assertThat(shown).hasSize(2);
    assertThat(signature()).as("nobody is named yet").isInstanceOf(Cell.NotChecked.class);
  }

  @Test
  void aTrustRootAloneIsToldAndCountsForWhatComes() throws Exception {
    FilesDesk desk = desk();
    desk.verify(root());
    assertThat(shown).isEmpty();
    assertThat(user.told).singleElement().asString().contains("root.json is believed until Slipway ends", "Drop what should be held against it");
    desk.verify(signed("dist", "message.json"));
    assertThat(signature()).isInstanceOf(Cell.NotChecked.class);
  }

  @Test
  void aKeyCountsForTheFolderThatIsShown() throws Exception {
    FilesDesk desk = desk();
    Path dist = Files.createDirectory(folder.resolve("dist"));
    Files.writeString(dist.resolve("app.txt"), "hello\n");
    Files.writeString(dist.resolve("app.txt.sig"), minted("own-key.sig"));
    desk.verify(dist);
    assertThat(signature()).isNotInstanceOf(Cell.Passed.class);
    desk.verify(Files.writeString(folder.resolve("other.pub"), minted("other-key.pub")));
    assertThat(signature()).isInstanceOf(Cell.Failed.class);
    desk.verify(Files.writeString(folder.resolve("own.pub"), minted("own-key.pub")));
    assertThat(signature()).isInstanceOf(Cell.Passed.class);
  }

  @Test
  void aSignerIsPinnedOnlyWhenTheQuestionIsAnswered() throws Exception {
    FilesDesk desk = desk();
    desk.verify(root());
    desk.verify(signed("dist", "message.json"));
    user.agrees = false;
    pin(desk);
    assertThat(user.asked).singleElement().satisfies(question -> assertThat(question.effect()).contains(APP, "any other signer"));
    assertThat(folder.resolve("state")).doesNotExist();
    assertThat(signature()).isInstanceOf(Cell.NotChecked.class);
    user.agrees = true;
    pin(desk);
    assertThat(SignerPins.read(SignerPins.file(folder.resolve("state"))).of(APP)).isPresent();
    assertThat(signature()).isInstanceOf(Cell.Passed.class);
  }

  @Test
  void anotherSignerOfThatFolderIsAnAlarm() throws Exception {
    FilesDesk desk = desk();
    desk.verify(root());
    desk.verify(signed("dist", "message.json"));
    pin(desk);
    Files.writeString(folder.resolve("dist/app.txt.sigstore.json"), minted("other-workflow.json"));
    desk.verify();
    assertThat(last().allFindings()).extracting(finding -> finding.rule()).contains("signer-changed");
    assertThat(last().verdict()).isEqualTo(VerificationReport.Verdict.FAILED);
  }

  /// Who is right for one project is nobody for another: its files are neither passed nor alarmed about because of the first.
  @Test
  void whoWasPinnedForOneFolderIsNotAskedOfAnother() throws Exception {
    FilesDesk desk = desk();
    desk.verify(root());
    desk.verify(signed("dist", "message.json"));
    pin(desk);
    desk.verify(listed("unsigned"));
    assertThat(last().allFindings()).isEmpty();
    assertThat(last().verdict()).as("nobody said that these must be signed").isEqualTo(VerificationReport.Verdict.PASSED);
    desk.verify(signed("again", "message.json"));
    assertThat(signature()).as("another folder of the same signer: nobody said that it is of that project").isInstanceOf(Cell.NotChecked.class);
  }

  private FilesDesk desk() {
    return new FilesDesk(release, () -> folder.resolve("state"), this::looked);
  }

  private void looked(ReleaseSnapshot snapshot) {
    assertThat(release.now()).isEmpty();
    if (snapshot.files().verification() instanceof Fact<VerificationReport>(VerificationReport report, _)) {
      shown.add(report);
    }
  }

  private VerificationReport last() {
    return shown.getLast();
  }

  private Cell signature() {
    return last().file("app.txt").orElseThrow().cell(Check.SIGNATURE);
  }

  /// As the page does with the cell that tells who signed.
  private void pin(FilesDesk desk) {
    Map.Entry<String, SignerPins.Pin> told = SignerPins.told(signature(), Instant.EPOCH).orElseThrow();
    assertThat(told.getKey()).isEqualTo(APP);
    desk.pin(told.getKey(), told.getValue());
  }

  private Path listed(String name) throws Exception {
    Path dist = Files.createDirectory(folder.resolve(name));
    Files.writeString(dist.resolve("a.txt"), "hello\n");
    Files.writeString(dist.resolve("SHA256SUMS"), HELLO + "  a.txt\n");
    return dist;
  }

  private Path signed(String name, String bundle) throws Exception {
    Path dist = Files.createDirectory(folder.resolve(name));
    Files.writeString(dist.resolve("app.txt"), "hello\n");
    Files.writeString(dist.resolve("app.txt.sigstore.json"), minted(bundle));
    return dist;
  }

  private Path root() throws Exception {
    return Files.writeString(folder.resolve("root.json"), minted("root-with-logs.json"));
  }

  private static String minted(String name) throws Exception {
    try (InputStream in = FilesDeskTest.class.getResourceAsStream("/dev/slipway/verify/minted/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Somebody who says yes to every question, or to none.
  private static final class User implements Dialogs {
    final List<Throwable> explained = new ArrayList<>();
    final List<Question> asked = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    boolean agrees = true;

    @Override
    public void explain(Throwable failure) {
      explained.add(failure);
    }

    @Override
    public void explain(Throwable failure, Runnable again) {
      explained.add(failure);
    }

    @Override
    public void forget() {}

    @Override
    public void confirm(Question question, Runnable act) {
      asked.add(question);
      if (agrees) {
        act.run();
      }
    }

    @Override
    public void tell(String sentence) {
      told.add(sentence);
    }

    @Override
    public void ask(Prompt prompt, Consumer<String> answer) {}

    @Override
    public void fill(Form form, Consumer<SequencedMap<String, String>> answers) {}

    @Override
    public void choose(String title, List<Choice> choices, Consumer<Choice> chosen) {}

    @Override
    public void chooseFolder(String title, Consumer<Path> chosen) {}

    @Override
    public void chooseFile(String title, Consumer<Path> chosen) {}

    @Override
    public void copy(String text, String what) {}

    @Override
    public void browse(URI page) {}
  }
}
