package dev.slipway.desktop.sizes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.binary.Fixtures;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Status;
import dev.slipway.release.Earlier;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.Budget;
import dev.slipway.size.Provenance;
import dev.slipway.size.SizeTree;
import dev.slipway.task.InPlace;
import dev.slipway.size.SizeRow;
import dev.slipway.size.TargetHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizesModelTest {
  private static final Earlier.Unmeasured NOTHING = Earlier.Unmeasured.nothing();
  private final List<String> copied = new ArrayList<>();
  private Path report = Path.of("no-report");
  private final SizesModel model = new SizesModel(new Actions(), new InPlace(), copied::add, chosen -> chosen.accept(report), () -> {}, () -> copied.add("measure earlier"));

  @Test
  void showsTheTreeOfEveryFileAndItsBudget() throws Exception {
    long size = Files.size(Fixtures.file("elf-x64-static"));
    model.show(input(Budget.of(Budget.Kind.BINARY, size - 12).judge("weft", size), Optional.empty()));

    assertThat(model.lines().get()).singleElement().satisfies(line -> {
      assertThat(line.size()).isEqualTo(size);
      assertThat(line.parts()).extracting(SizeLine::name).contains(".text");
      assertThat(line.changeWords()).isEqualTo("–");
    });
    assertThat(model.tiles()).singleElement().satisfies(tile -> {
      assertThat(tile.status()).isEqualTo(Status.FAILED);
      assertThat(tile.remark()).isEqualTo("over by 12 B");
    });
    assertThat(model.subtitle().getValue()).startsWith("1 of 1 budgets is over: weft");
    assertThat(model.nav().count()).isEqualTo("1 over");
  }

  @Test
  void comparesWithTheEarlierReleaseUntilItIsTurnedOff() {
    model.show(input(Budget.of(Budget.Kind.BINARY, 1 << 20).judge("weft", 5), Optional.of("elf-x64-rust-names")));

    assertThat(model.lines().get().getFirst().before()).isPresent();
    model.comparing().set(false);
    assertThat(model.lines().get().getFirst().before()).isEmpty();
  }

  @Test
  void theFilterKeepsThePathToWhatItFinds() {
    model.show(input(Budget.of(Budget.Kind.BINARY, 1 << 20).judge("weft", 5), Optional.empty()));
    model.filter().set("twice");

    SizeLine file = model.lines().get().getFirst();
    assertThat(file.parts()).extracting(SizeLine::name).containsExactly(".text");
    model.filter().set("no such symbol anywhere");
    assertThat(model.lines().get()).isEmpty();
  }

  @Test
  void whatWasNotBuiltIsUnknownAndNeverZero() {
    model.show(new SizesInput("v0.4.0", Optional.empty(), "", List.of(),
        List.of(new SizesInput.Unbuilt("x86_64-apple-darwin", 15_728_640, "not built")), List.of(), List.of(), List.of(), NOTHING));

    assertThat(model.tiles()).singleElement().satisfies(tile -> {
      assertThat(tile.status()).isEqualTo(Status.UNKNOWN);
      assertThat(tile.size()).isEqualTo("–");
    });
  }

  @Test
  void ofManyBudgetsThoseWithRoomComeLast() {
    List<SizeRow> rows = IntStream.range(0, 12).mapToObj(i -> {
      long size = i == 11 ? 120 : i == 10 ? 99 : 50;
      BudgetResult result = Budget.of(Budget.Kind.BINARY, 100).judge("weft-" + i, size);
      return new SizeRow("weft-" + i, "", "target-" + i, Optional.of(Budget.Kind.BINARY), size, OptionalLong.empty(), Optional.of(result));
    }).toList();
    model.show(new SizesInput("v0.4.0", Optional.empty(), "", rows,
        List.of(new SizesInput.Unbuilt("Image", 20, "registry not read")), List.of(), List.of(), List.of(), NOTHING));

    assertThat(model.tiles()).hasSize(13);
    assertThat(model.tiles().subList(0, 4)).extracting(BudgetTile::status)
        .containsExactly(Status.FAILED, Status.FOR_INFO, Status.UNKNOWN, Status.PASSED);
  }

  @Test
  void aFileThatCannotBeReadIsToldAndTheOthersAreShown() {
    model.show(files(
        new SizesInput.Measurable("gone", "", Fixtures.file("not-there"), Optional.empty()),
        new SizesInput.Measurable("weft", "", Fixtures.file("elf-x64-static"), Optional.empty())));

    assertThat(model.lines().get()).extracting(SizeLine::name).containsExactly("weft");
    model.show(files(new SizesInput.Measurable("gone", "", Fixtures.file("not-there"), Optional.empty())));
    assertThat(model.trouble().get()).contains("could not be read");
  }

  @Test
  void changesOfAllRowsSumToTheChangeOfTheFile() {
    SizeTree then = file(leaf("a", 10), leaf("b", 20), leaf("gone", 5));
    SizeTree now = file(leaf("a", 30), leaf("b", 19), leaf("new", 7));

    SizeLine line = SizeLine.of(now, Optional.of(then));

    assertThat(line.parts().stream().mapToLong(SizeLine::change).sum()).isEqualTo(line.change()).isEqualTo(21);
    assertThat(line.parts()).extracting(SizeLine::trend)
        .containsExactly(SizeLine.Trend.GREW, SizeLine.Trend.SHRANK, SizeLine.Trend.NEW, SizeLine.Trend.GONE);
  }

  @Test
  void theTreemapsAreasAreTheSizesAndNothingOverlaps() {
    SizeTree tree = file(leaf("a", 600), leaf("b", 300), leaf("c", 80), leaf("d", 20));

    List<TreemapLayout.Tile> tiles = TreemapLayout.of(SizeLine.of(tree, Optional.empty()), 400, 250);

    assertThat(tiles).hasSize(4);
    for (TreemapLayout.Tile tile : tiles) {
      assertThat(tile.width() * tile.height()).isCloseTo(tile.line().size() / 1000.0 * 400 * 250, within(1.0));
      assertThat(tiles.stream().filter(other -> other.holds(tile.x() + tile.width() / 2, tile.y() + tile.height() / 2)))
          .containsExactly(tile);
      assertThat(Math.max(tile.width() / tile.height(), tile.height() / tile.width())).isLessThan(6);
    }
  }

  @Test
  void tenThousandRectanglesAreEnough() {
    SizeTree tree =
        file(IntStream.range(0, 30_000).mapToObj(i -> leaf("f" + i, 1 + i % 97)).toArray(SizeTree[]::new));

    assertThat(TreemapLayout.of(SizeLine.of(tree, Optional.empty()), 4000, 3000)).hasSizeLessThanOrEqualTo(TreemapLayout.MOST);
  }

  @Test
  void theLargestBinaryIsChosenAndNotTheFirstFile() {
    model.show(files(
        new SizesInput.Measurable("checksums.txt", "", Fixtures.file("make.sh"), Optional.empty()),
        new SizesInput.Measurable("small", "", Fixtures.file("elf-x86-static"), Optional.empty()),
        new SizesInput.Measurable("large", "", Fixtures.file("macho-universal"), Optional.empty())));

    assertThat(model.lines().get()).extracting(SizeLine::name).containsExactly("large", "small", "checksums.txt");
    assertThat(model.chosen().get().orElseThrow().name()).isEqualTo("large");
    assertThat(model.chosen().get().orElseThrow().parts()).isNotEmpty();
  }

  @Test
  void anArchiveHasItsBinaryUnpackedAndItsMembersPacked(@TempDir Path folder) throws Exception {
    Path zip = folder.resolve("weft-v1.0.0.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("weft"));
      out.write(Files.readAllBytes(Fixtures.file("elf-x64-static")));
    }
    model.show(files(new SizesInput.Measurable("weft-v1.0.0.zip", "x86_64-unknown-linux-musl", zip, Optional.empty())));

    assertThat(model.lines().get()).extracting(SizeLine::name)
        .containsExactly("x86_64-unknown-linux-musl: weft", "weft-v1.0.0.zip");
    assertThat(model.lines().get()).extracting(SizeLine::size)
        .containsExactly(Files.size(Fixtures.file("elf-x64-static")), Files.size(zip));
  }

  @Test
  void aTileTellsWhatChangedSinceTheEarlierRelease() throws Exception {
    model.show(input(Budget.of(Budget.Kind.BINARY, 15_728_640).judge("weft", Files.size(Fixtures.file("elf-x64-static"))),
        Optional.of("elf-x64-rust-names")));
    long by = Files.size(Fixtures.file("elf-x64-static")) - Files.size(Fixtures.file("elf-x64-rust-names"));

    assertThat(model.tiles()).singleElement()
        .satisfies(tile -> assertThat(tile.remark()).isEqualTo(dev.slipway.desktop.control.Figures.change(by)))
        .satisfies(tile -> assertThat(tile.limit()).isEqualTo("15 MB"));
    assertThat(model.markdown()).contains("| File | Size | Since v0.3.2 |").contains("`weft`");
  }

  @Test
  void theHistoryEndsWithThisRelease() throws Exception {
    var then = new TargetHistory.Point("v0.3.2", Instant.EPOCH, 4000, OptionalLong.empty());
    model.show(new SizesInput("v0.4.0", Optional.of("v0.3.2"), "", List.of(), List.of(),
        List.of(new SizesInput.Measurable("weft-v0.4.0", "", Fixtures.file("elf-x64-static"), Optional.empty())),
        List.of(), List.of(new TargetHistory("weft-*", "", List.of(then))), new Earlier.Unmeasured(3, 4096)));

    assertThat(model.unmeasured().get().files()).isEqualTo(3);
    model.measureEarlier();
    assertThat(copied).containsExactly("measure earlier");
    assertThat(model.history().get()).singleElement().satisfies(history -> {
      assertThat(history.points()).extracting(TargetHistory.Point::tag).containsExactly("v0.3.2", "v0.4.0");
      assertThat(history.change()).hasValue(Files.size(Fixtures.file("elf-x64-static")) - 4000);
    });
  }

  @Test
  void webAssemblyTellsWhatAFunctionRetains() {
    model.show(files(new SizesInput.Measurable("clawft.wasm", "", Fixtures.file("wasm-names.wasm"), Optional.empty())));
    SizeLine root = model.lines().get().getFirst();

    assertThat(model.about(root, named(root, "run"))).contains("Retains ");
    assertThat(model.about(root, named(root, "shared"))).contains("Only reached through run.");
    assertThat(model.about(root, named(root, "garbage"))).contains("Nothing reaches it.");
  }

  @Test
  void whatCouldGoAndAnotherToolsReportStandBesideTheMap(@TempDir Path folder) throws Exception {
    model.show(files(new SizesInput.Measurable("weft", "", Fixtures.file("elf-x64-debug"), Optional.empty())));
    model.turnTo(model.lines().get().getFirst());
    model.beside().lookForSavings();
    assertThat(model.beside().savings().get()).extracting(BesideRow::name).contains("debug information");

    report = Files.writeString(folder.resolve("bloat.csv"), "sections,vmsize,filesize\n.text,1,7\n");
    model.beside().importReport();
    assertThat(model.beside().report().get()).singleElement().satisfies(row -> {
      assertThat(row.value()).isEqualTo("bloaty 7 B");
      assertThat(row.detail()).startsWith("Slipway ");
    });

    report = folder.resolve("not-there");
    model.beside().importReport();
    assertThat(model.beside().trouble().get()).contains("Nothing was imported");
  }

  private static SizeLine named(SizeLine line, String name) {
    return line.name().equals(name) ? line
        : line.parts().stream().map(part -> named(part, name)).filter(java.util.Objects::nonNull).findFirst().orElse(null);
  }

  @Test
  void manySmallSymbolsStandUnderOneRowThatHasTheirSum() {
    SizeLine line = SizeLine.of(
        file(IntStream.range(0, 500).mapToObj(i -> leaf("f" + i, 1000 - i)).toArray(SizeTree[]::new)), Optional.empty());

    assertThat(line.rows()).hasSize(SizeLine.MOST_ROWS + 1);
    assertThat(line.rows().stream().mapToLong(SizeLine::size).sum()).isEqualTo(line.size());
    assertThat(line.rows().getLast().name()).isEqualTo("440 more");
    assertThat(line.pathTo(line.parts().get(300))).containsExactly(line, line.parts().get(300));
  }

  @Test
  void whereThereAreTooManyRectanglesTheWholeMapIsStillFilled() {
    List<SizeTree> sections = new ArrayList<>();
    for (int s = 0; s < 8; s++) {
      sections.add(SizeTree.of("s" + s, SizeTree.Kind.SECTION, Provenance.SECTION,
          IntStream.range(0, 9000).mapToObj(i -> leaf("f" + i, 100)).toList()));
    }

    List<TreemapLayout.Tile> tiles =
        TreemapLayout.of(SizeLine.of(file(sections.toArray(SizeTree[]::new)), Optional.empty()), 4000, 3000);

    assertThat(tiles).hasSizeLessThanOrEqualTo(TreemapLayout.MOST);
    assertThat(tiles.stream().filter(tile -> tile.depth() == 0).mapToDouble(tile -> tile.width() * tile.height()).sum())
        .isCloseTo(4000.0 * 3000, within(10.0));
  }

  private static SizesInput input(dev.slipway.size.BudgetResult budget, Optional<String> before) {
    var row = new SizeRow("weft", "", "", Optional.of(Budget.Kind.BINARY), budget.size(), OptionalLong.empty(), Optional.of(budget));
    return new SizesInput("v0.4.0", before.map(_ -> "v0.3.2"), "", List.of(row), List.of(),
        List.of(new SizesInput.Measurable("weft", "", Fixtures.file("elf-x64-static"), before.map(Fixtures::file))), List.of(), List.of(), NOTHING);
  }

  private static SizesInput files(SizesInput.Measurable... files) {
    return new SizesInput("v0.4.0", Optional.empty(), "", List.of(), List.of(), List.of(files), List.of(), List.of(), NOTHING);
  }

  private static SizeTree leaf(String name, long size) {
    return SizeTree.leaf(name, SizeTree.Kind.SYMBOL, size, Provenance.SYMTAB);
  }

  private static SizeTree file(SizeTree... parts) {
    return SizeTree.of("file", SizeTree.Kind.FILE, Provenance.FILE, List.of(parts));
  }
}
