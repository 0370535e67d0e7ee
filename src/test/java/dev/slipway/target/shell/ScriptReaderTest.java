package dev.slipway.target.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.workflow.expression.Text;
import java.util.Map;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptReaderTest {
  private static final Map<String, Text> TAG = Map.of(
      "GITHUB_REF", Text.of("refs/tags/v1.2.3"), "GITHUB_REF_NAME", Text.of("v1.2.3"), "TARGET", Text.of("x86_64-apple-darwin"),
      "EMPTY", Text.of(""));

  private static ScriptResult read(String script) {
    return ScriptReader.read(Text.of(script), TAG);
  }

  private static String made(String script) {
    return String.join(" ", read(script).made().stream().map(m -> m.name().shown()).toList());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "tar czf tool-${GITHUB_REF_NAME}.tar.gz dist | tool-v1.2.3.tar.gz",
    "tar -czvf tool.tar.gz dist | tool.tar.gz",
    "tar -C target -cJf \"out/$TARGET.tar.xz\" tool | out/x86_64-apple-darwin.tar.xz",
    "7z a tool-$TARGET.zip ./dist/* | tool-x86_64-apple-darwin.zip",
    "zip -r9 tool.zip dist | tool.zip",
    "V=${GITHUB_REF_NAME#v}; tar czf t-$V.tgz x | t-1.2.3.tgz",
    "V=${GITHUB_REF#refs/tags/}; tar czf t-$V.tgz x | t-v1.2.3.tgz",
    "V=${GITHUB_REF##*/}; tar czf t-${V%.*}.tgz x | t-v1.2.tgz",
    "V=${EMPTY:-none}; zip t-$V.zip x | t-none.zip",
    "V=${GITHUB_REF_NAME/v/r}; zip t-$V.zip x | t-r1.2.3.zip",
    "V=${GITHUB_REF:11}; zip t-$V.zip x | t-1.2.3.zip",
    "V=${GITHUB_REF_NAME:1:3}; zip t-$V.zip x | t-1.2.zip",
    "V=\"${GITHUB_REF_NAME: -3}\"; zip t-$V.zip x | t-2.3.zip",
    "V=${GITHUB_REF_NAME/#v/}; zip t-$V.zip x | t-1.2.3.zip",
    "V=${GITHUB_REF_NAME/%.3/-x}; zip t-$V.zip x | t-v1.2-x.zip",
    "V=${GITHUB_REF/refs\\/tags\\//}; zip t-$V.zip x | t-v1.2.3.zip",
    "V=${GITHUB_REF#refs\\/tags\\/v}; zip t-$V.zip x | t-1.2.3.zip",
    "V=${GITHUB_REF_NAME//./_}; zip t-$V.zip x | t-v1_2_3.zip",
    "V=${GITHUB_REF_NAME##*[!0-9]}; zip t-$V.zip x | t-3.zip",
    "V=${TARGET@Q}; zip t-$V.zip x | t-{${TARGET@Q}}.zip",
    "V=${GITHUB_REF//[a-z]/}; zip t-$V.zip x | t-{${GITHUB_REF//[a-z]/}}.zip",
    "if [[ $GITHUB_REF_NAME == v[0-9]* ]]; then V=tag; else V=dev; fi; zip $V.zip x | tag.zip",
    "S=.tar.gz ; case $TARGET in *-windows-*) S=.zip ;; esac; zip t$S x | t.tar.gz",
    "S=.tar.gz ; case $TARGET in *-windows-*) S=.zip ;; *-darwin) S=.tgz ;; esac; zip t$S x | t.tgz",
    "case install in install) V=a ;; *) V=b ;; esac; zip $V.zip x | a.zip",
    "case install$e THUB; zip t.zip x | t.zip",
    "cd dist && tar czf ../t.tgz * | ../t.tgz",
    "if [[ $GITHUB_REF == refs/tags/* ]]; then V=tag; else V=dev; fi; zip $V.zip x | tag.zip",
    "if [ \"$GITHUB_REF\" = \"refs/heads/main\" ]; then V=main; else V=other; fi; zip $V.zip x | other.zip",
    "V=$(git describe); zip t-$V.zip x | t-{$(…)}.zip",
    "cp target/release/tool tool-$TARGET | tool-x86_64-apple-darwin",
    "Compress-Archive -Path a -DestinationPath tool-${env:TARGET}.zip | tool-x86_64-apple-darwin.zip",
  })
  void readsTheIdiomsOfReleaseScripts(String script, String name) {
    assertThat(made(script)).isEqualTo(name);
  }

  private static List<String> released(String script) {
    return read(script).released().stream().map(m -> m.name().shown()).toList();
  }

  @Test
  void readsWhatIsGivenToARelease() {
    assertThat(released("N=tool-$TARGET; gh release upload \"$GITHUB_REF_NAME\" \"$N.txz\" $N.txz.sha256 --clobber"))
        .containsExactly("tool-x86_64-apple-darwin.txz", "tool-x86_64-apple-darwin.txz.sha256");
    assertThat(released("gh release create v1 --title \"My tool 1\" --notes \"$(cat a b)\" --draft a.zip 'b c.zip' 2>&1 | tee log")).containsExactly("a.zip", "b c.zip");
    assertThat(released("gh release upload v1 \\\n  a.zip \\\n  b.zip")).containsExactly("a.zip", "b.zip");
    assertThat(released("for f in *.zip; do gh release upload v1 $f; done")).containsExactly("{$f}");
    assertThat(released("gh release edit v1 --draft=false")).isEmpty();
    assertThat(released("if [ $TARGET = x ]; then gh release upload v1 x.zip; fi")).isEmpty();
  }

  @Test
  void readsCaseOnKnownValues() {
    assertThat(made("""
        case "$TARGET" in
          *-windows-*) EXT=zip ;;
          *-apple-*|*-linux-*)
            EXT=tar.gz
            ;;
          *) EXT=unknown ;;
        esac
        tar czf "tool.${EXT}" dist
        """)).isEqualTo("tool.tar.gz");
  }

  @Test
  void whatIsDecidedElsewhereBecomesAHole() {
    ScriptResult result = read("""
        V=one
        if [ "$NOBODY_KNOWS" = "x" ]; then
          V=two
        fi
        echo "VERSION=$V" >> "$GITHUB_ENV"
        echo "name=tool-$TARGET" >> $GITHUB_OUTPUT
        """);
    assertThat(result.environment().get("VERSION").exact()).isEmpty();
    assertThat(result.outputs().get("name").exact()).contains("tool-x86_64-apple-darwin");
  }

  @Test
  void powerShellVariablesAreRead() {
    assertThat(made("""
        $VERSION = if ($env:GITHUB_REF -like "refs/tags/*") { $env:GITHUB_REF_NAME -replace '^v','' } else { "dev" }
        Compress-Archive -Path a.exe -DestinationPath meshc-v${VERSION}.zip
        """)).isEqualTo("meshc-v1.2.3.zip");
  }

  @Test
  void linesThatDoNotRunAreKnown() {
    ScriptResult result = read("if [ \"$TARGET\" = wasm ]; then\n  one\nelse\n  two\nfi\n");
    assertThat(result.skipped()).containsExactly(1);
  }

  @Test
  void holesOfExpressionsAreCarriedThrough() {
    Text script = Text.of("zip tool-").plus(Text.hole("needs.plan.outputs.tag", "it is an output of job plan")).plus(".zip dist");
    assertThat(ScriptReader.read(script, TAG).made().getFirst().name().shown()).isEqualTo("tool-{needs.plan.outputs.tag}.zip");
  }

  /// Found by changing scripts at random.
  @Test
  void formsOfNoShellAreHoles() {
    for (String form : List.of("\"\"", "''", "#", "%", "/", "//", "/#", "/%", "/\\", ":", "::", ":1:", ":9", "@", "$", "[", "#[", "##[!")) {
      assertThat(read("zip t-${TARGET" + form + "}.zip x").made()).as(form).hasSizeLessThan(2);
    }
  }

  @Test
  void commandsNobodyWroteAreNotWalkedThrough() {
    for (String piece : java.util.List.of("tar ", "-a ", "zip -r ", "cat x ", "x|", "a=b;", "if [ ", "case x in ", "${X#", "$(", "(")) {
      assertThat(read("tar " + piece.repeat(50_000)).made()).hasSizeLessThan(5_000);
      assertThat(read(piece.repeat(1_300) + "\nzip t.zip x").made()).isNotNull();
    }
  }

  /// Each was looked for to the end of the script: half a minute for a file of a mebibyte.
  @Test
  @Timeout(20)
  void documentsThatDoNotEndAreLookedForOnce() {
    StringBuilder script = new StringBuilder("zip first.zip x\ncat <<EOF\nzip written.zip x\nEOF\n");
    for (int n = 0; n < 100_000; n++) {
      script.append("<<a").append(n).append('\n');
    }
    assertThat(read(script.toString()).made()).extracting(made -> made.name().shown()).containsExactly("first.zip");
  }

  @Test
  void whatIsNoFileIsNotMade() {
    assertThat(made("case $X in a) cp tool bin ;; esac\nsudo apt-get install -y musl-tools libc6-dev-i386\nbrew install a b\nnpm install x y")).isIn("", "bin");
    assertThat(made("sudo install tool /usr/bin/tool")).isEqualTo("/usr/bin/tool");
    assertThat(made("cp a b | tee x\nmv a &\nzip a.zip x || exit 1")).doesNotContain("&", "|");
  }
}
