package dev.slipway.changelog.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.changelog.ChangelogDraft;
import dev.slipway.changelog.section.Rules;
import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.fact.Problem;
import dev.slipway.task.Progress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCloneTest {
  @TempDir Path folder;
  private Git git;
  private int clock;

  @BeforeEach
  void makeClone() throws Exception {
    QuietSystem.use();
    git = Git.init().setDirectory(folder.resolve("repo").toFile()).setInitialBranch("main").call();
  }

  @AfterEach
  void close() {
    git.close();
  }

  @Test
  void thePreviousReleaseIsChosenByAncestryVersionAndChannel() throws Exception {
    commit("feat: a");
    tag("v0.3.2");
    commit("feat: b");
    tag("v0.4.0-rc.1");
    commit("fix: c");
    git.checkout().setCreateBranch(true).setName("side").setStartPoint("v0.3.2").call();
    commit("feat: elsewhere");
    tag("v0.9.0");
    git.checkout().setName("main").call();
    CommitRange range = range(RangeRequest.unreleased());
    assertThat(range.shown()).isEqualTo("v0.3.2..HEAD");
    assertThat(range.reason())
        .isEqualTo(
            "v0.3.2: newest ancestor tag on the stable channel; 2 commits; v0.9.0 skipped: not in this history; v0.4.0-rc.1 skipped: prerelease");
    assertThat(range.commits()).extracting(ChangelogCommit::message).containsExactly("fix: c", "feat: b");
    assertThat(range(RangeRequest.unreleased().on(RangeRequest.Channel.ANY)).from()).contains("v0.4.0-rc.1");
    assertThat(range(RangeRequest.upTo("v0.4.0-rc.1")).from()).contains("v0.3.2");
    assertThat(range(RangeRequest.unreleased().from("v0.4.0-rc.1")).reason())
        .isEqualTo("v0.4.0-rc.1: chosen by hand; 1 commit");
  }

  @Test
  void aMaintenanceReleaseMadeLaterIsNotInTheWay() throws Exception {
    commit("feat: one");
    tag("v1.0.0");
    commit("feat: two");
    tag("v1.1.0");
    git.checkout().setCreateBranch(true).setName("1.0.x").setStartPoint("v1.0.0").call();
    commit("fix: old");
    tag("v1.0.1");
    git.checkout().setName("main").call();
    commit("feat: three");
    assertThat(range(RangeRequest.unreleased()).from()).contains("v1.1.0");
    assertThat(range(RangeRequest.upTo("v1.0.1")).from()).contains("v1.0.0");
    assertThat(range(RangeRequest.upTo("1.0.x")).from()).contains("v1.0.1");
  }

  @Test
  void theFirstReleaseListsEverything() throws Exception {
    commit("feat: a");
    commit("feat: b");
    CommitRange range = range(RangeRequest.unreleased());
    assertThat(range.from()).isEmpty();
    assertThat(range.reason())
        .isEqualTo("no release tag of the stable channel leads to HEAD, so this is the first release; 2 commits");
    assertThat(range.missing()).isEmpty();
  }

  @Test
  void twoTagsOnOneCommitAndOneThatPointsAtABlob() throws Exception {
    commit("feat: a");
    tag("v1.0.0");
    commit("feat: b");
    tag("v2.0.0-rc.3");
    tag("v2.0.0");
    try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, "no commit".getBytes(StandardCharsets.UTF_8));
      inserter.flush();
      RefUpdate update = git.getRepository().updateRef("refs/tags/v3.0.0");
      update.setNewObjectId(blob);
      update.update();
    }
    CommitRange range = range(RangeRequest.upTo("v2.0.0"));
    assertThat(range.from()).contains("v1.0.0");
    assertThat(range.skipped())
        .containsExactly(
            "v2.0.0-rc.3 skipped: prerelease", "v3.0.0 skipped: it points at a blob, not at a commit");
    assertThatThrownBy(() -> range(RangeRequest.upTo("v3.0.0")))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("\"v3.0.0\" points at something that is no commit");
  }

  @Test
  void oneProductOfSeveralAndOneFolderOfAll() throws Exception {
    commit("feat: cli one", "cli/a");
    tag("cli-v1.0.0");
    commit("feat: lib one", "lib/a");
    tag("lib-v5.0.0");
    commit("feat: cli two", "cli/b");
    commit("feat: lib two", "lib/b");
    CommitRange range = range(RangeRequest.unreleased().inSeries("cli-v").touching(List.of("cli")));
    assertThat(range.from()).contains("cli-v1.0.0");
    assertThat(range.commits()).extracting(ChangelogCommit::message).containsExactly("feat: cli two");
    assertThat(range.reason()).contains("1 commit touching cli");
  }

  @Test
  void aFolderIsMeantHoweverItIsWrittenAndOneThatIsNotThereIsSaid() throws Exception {
    commit("feat: cli one", "cli/a");
    commit("feat: lib one", "lib/a");
    for (String path : List.of("cli", "./cli/", "cli//", "lib/../cli")) {
      assertThat(range(RangeRequest.unreleased().touching(List.of(path))).commits()).as(path).hasSize(1);
    }
    assertThat(range(RangeRequest.unreleased().touching(List.of("."))).commits()).hasSize(2);
    assertThat(range(RangeRequest.unreleased().touching(List.of(folder.resolve("repo/cli").toString()))).commits()).hasSize(1);
    CommitRange none = range(RangeRequest.unreleased().touching(List.of("clo")));
    assertThat(none.commits()).isEmpty();
    assertThat(none.missing()).containsExactly("There is no file or folder clo at the end of the range; check the path.");
    assertThatThrownBy(() -> range(RangeRequest.unreleased().touching(List.of("../other"))))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("../other lies outside the clone");
  }

  @Test
  void commitsOfAFolderBelongToTheReleaseThatFirstHadThem() throws Exception {
    commit("feat: cli one", "cli/a");
    commit("feat: lib one", "lib/a");
    tag("v1.0.0");
    commit("feat: lib two", "lib/b");
    tag("v1.1.0");
    commit("fix: cli two", "cli/b");
    try (LocalClone clone = LocalClone.open(folder.resolve("repo"))) {
      List<CommitRange> all = WholeHistory.of(clone, RangeRequest.unreleased().touching(List.of("cli")), Progress.unwatched());
      assertThat(all).extracting(CommitRange::shown).containsExactly("v1.1.0..HEAD", "v1.0.0..v1.1.0", "v1.0.0");
      assertThat(all.get(0).commits()).extracting(ChangelogCommit::message).containsExactly("fix: cli two");
      assertThat(all.get(1).commits()).isEmpty();
      assertThat(all.get(2).commits()).extracting(ChangelogCommit::message).containsExactly("feat: cli one");
    }
  }

  @Test
  void aCloneOfTheOtherObjectFormatIsASentenceOfItsOwn() throws Exception {
    git.getRepository().getConfig().setInt("core", null, "repositoryformatversion", 1);
    git.getRepository().getConfig().setString("extensions", null, "objectFormat", "sha256");
    git.getRepository().getConfig().save();
    assertThatThrownBy(() -> range(RangeRequest.unreleased()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("names its objects with sha256, which Slipway cannot read yet");
  }

  @Test
  void packedRefsAndLinkedWorktreesAreRead() throws Exception {
    commit("feat: a");
    tag("v1.0.0");
    commit("feat: b");
    git.packRefs().setAll(true).call();
    git.gc().call();
    Path main = git.getRepository().getDirectory().toPath();
    Path linked = Files.createDirectories(folder.resolve("linked/deep"));
    Path admin = Files.createDirectories(main.resolve("worktrees/linked"));
    Files.writeString(admin.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(admin.resolve("commondir"), "../..\n");
    Files.writeString(admin.resolve("gitdir"), folder.resolve("linked/.git") + "\n");
    Files.writeString(folder.resolve("linked/.git"), "gitdir: " + admin + "\n");
    try (LocalClone clone = LocalClone.open(linked)) {
      CommitRange range = new RangeChoice(clone).choose(RangeRequest.unreleased(), Progress.unwatched());
      assertThat(range.from()).contains("v1.0.0");
      assertThat(range.commits()).hasSize(1);
      assertThat(clone.worktree()).contains(folder.resolve("linked"));
    }
  }

  @Test
  void aShallowCloneSaysWhatIsMissing() throws Exception {
    commit("feat: a");
    tag("v1.0.0");
    commit("feat: b");
    commit("feat: c");
    Path shallow = folder.resolve("shallow");
    Git.cloneRepository().setURI(folder.resolve("repo").toUri().toString()).setDirectory(shallow.toFile())
        .setDepth(1).setNoTags().call().close();
    try (LocalClone clone = LocalClone.open(shallow)) {
      CommitRange range = new RangeChoice(clone).choose(RangeRequest.unreleased(), Progress.unwatched());
      assertThat(range.commits()).hasSize(1);
      assertThat(range.reason()).contains("the last release is not known").doesNotContain("first release");
      assertThat(ChangelogDraft.of(range, Rules.standard(), Map.of()).proposal().next()).isEmpty();
      assertThat(range.missing())
          .containsExactly(
              "This clone is shallow: its history is cut off at one commit, so older commits and their tags are missing here; run `git fetch --unshallow --tags` to have them.");
    }
  }

  @Test
  void aShallowCloneThatReachesTheLastReleaseKnowsWhatFollows() throws Exception {
    commit("feat: a");
    tag("v1.0.0");
    commit("feat: b");
    commit("feat: c");
    Path shallow = folder.resolve("shallow");
    Git.cloneRepository().setURI(folder.resolve("repo").toUri().toString()).setDirectory(shallow.toFile()).setDepth(3).call().close();
    try (LocalClone clone = LocalClone.open(shallow)) {
      CommitRange range = new RangeChoice(clone).choose(RangeRequest.unreleased(), Progress.unwatched());
      assertThat(range.from()).contains("v1.0.0");
      assertThat(range.missing()).isEmpty();
      assertThat(ChangelogDraft.of(range, Rules.standard(), Map.of()).proposal().next()).map(Object::toString).contains("1.1.0");
    }
  }

  @Test
  void aCorruptPackIsASentence() throws Exception {
    for (int i = 0; i < 30; i++) {
      commit("feat: " + "words ".repeat(50) + i);
    }
    git.gc().call();
    Path packs = git.getRepository().getDirectory().toPath().resolve("objects/pack");
    try (Stream<Path> files = Files.list(packs)) {
      for (Path pack : files.filter(file -> file.toString().endsWith(".pack")).toList()) {
        pack.toFile().setWritable(true);
        try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.WRITE)) {
          channel.write(ByteBuffer.wrap(new byte[(int) channel.size() - 60]), 40);
        }
      }
    }
    git.close();
    assertThatThrownBy(() -> range(RangeRequest.unreleased()))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("The clone in " + folder.resolve("repo") + " cannot be read: ");
  }

  @Test
  void messagesOfEveryKindAreReadWhole() throws Exception {
    commit("feat: first");
    raw("feat: caf\u00e9 \u00fc", StandardCharsets.ISO_8859_1, "ISO-8859-1");
    raw("feat: gr\u00f6\u00dfe", StandardCharsets.ISO_8859_1, null);
    raw("fix: null\0inside\r\n\r\nbody \uD83D\uDEA2 \u05E2\u05D1\u05E8\u05D9\u05EA", StandardCharsets.UTF_8, null);
    raw("fix: big\n\n" + "word #1 ".repeat(700_000), StandardCharsets.UTF_8, null);
    raw("feat: odd encoding", StandardCharsets.UTF_8, "no-such-encoding");
    CommitRange range = range(RangeRequest.unreleased());
    assertThat(range.commits())
        .extracting(ChangelogCommit::subject)
        .containsExactly(
            "feat: odd encoding", "fix: big", "fix: null inside", "feat: gr\u00f6\u00dfe", "feat: caf\u00e9 \u00fc",
            "feat: first");
    var placed =
        new dev.slipway.changelog.section.Classifier(dev.slipway.changelog.section.Rules.standard())
            .classify(range.commits(), java.util.Map.of());
    assertThat(placed).allMatch(dev.slipway.changelog.section.ClassifiedCommit::included);
  }

  @Test
  void whatIsNoCloneIsASentence() throws Exception {
    assertThatThrownBy(() -> LocalClone.open(folder))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("There is no git clone in " + folder);
    assertThatThrownBy(() -> range(RangeRequest.unreleased()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("has no commit yet");
    commit("feat: a");
    assertThatThrownBy(() -> range(RangeRequest.unreleased().from("v9.9.9")))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("\"v9.9.9\" is no branch, tag or commit of the clone");
  }

  private CommitRange range(RangeRequest request) throws Exception {
    try (LocalClone clone = LocalClone.open(folder.resolve("repo"))) {
      return new RangeChoice(clone).choose(request, Progress.unwatched());
    }
  }

  private void commit(String message) throws Exception {
    commit(message, "file");
  }

  private void commit(String message, String path) throws Exception {
    Path file = git.getRepository().getWorkTree().toPath().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, message + clock);
    git.add().addFilepattern(".").call();
    PersonIdent ada = ada();
    git.commit().setMessage(message).setAuthor(ada).setCommitter(ada).setSign(false).call();
  }

  private void tag(String name) throws Exception {
    var tag = git.tag().setName(name).setSigned(false);
    if (name.contains("-")) {
      tag.setAnnotated(true).setMessage(name).setTagger(ada());
    } else {
      tag.setAnnotated(false);
    }
    tag.call();
  }

  /// A commit whose message is written in an encoding, with or without saying so.
  private void raw(String message, java.nio.charset.Charset charset, String header) throws Exception {
    ObjectId head = git.getRepository().resolve("HEAD");
    ObjectId tree = git.getRepository().resolve("HEAD^{tree}");
    CommitBuilder builder = new CommitBuilder();
    builder.setTreeId(tree);
    builder.setParentId(head);
    builder.setAuthor(ada());
    builder.setCommitter(ada());
    builder.setMessage("");
    byte[] start = builder.build();
    String headers = new String(start, StandardCharsets.UTF_8).stripTrailing() + "\n";
    String encoding = header == null ? "" : "encoding " + header + "\n";
    byte[] text = message.getBytes(charset);
    byte[] lead = (headers + encoding + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = java.util.Arrays.copyOf(lead, lead.length + text.length);
    System.arraycopy(text, 0, all, lead.length, text.length);
    try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_COMMIT, all);
      inserter.flush();
      RefUpdate update = git.getRepository().updateRef("refs/heads/main");
      update.setNewObjectId(id);
      update.forceUpdate();
    }
  }

  private PersonIdent ada() {
    return new PersonIdent("Ada", "1+ada@users.noreply.github.com", 1_700_000_000_000L + 1000L * clock++, 0);
  }
}
