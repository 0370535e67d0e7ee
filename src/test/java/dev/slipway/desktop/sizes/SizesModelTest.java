package dev.slipway.desktop.sizes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.binary.Fixtures;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Status;
import dev.slipway.size.Budget;
import dev.slipway.size.Provenance;
import dev.slipway.size.SizeTree;
import dev.slipway.task.InPlace;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SizesModelTest {
  private final List<String> copied = new ArrayList<>();
  private final SizesModel model = new SizesModel(new Actions(), new InPlace(), copied::add, () -> {});

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
    model.show(new SizesInput("v0.4.0", Optional.empty(), List.of(),
        List.of(new SizesInput.Unbuilt("x86_64-apple-darwin", 15_728_640, "not built")), List.of()));

    assertThat(model.tiles()).singleElement().satisfies(tile -> {
      assertThat(tile.status()).isEqualTo(Status.UNKNOWN);
      assertThat(tile.size()).isEqualTo("–");
    });
  }

  @Test
  void aFileThatCannotBeReadIsToldAndTheOthersAreShown() {
    model.show(new SizesInput("v0.4.0", Optional.empty(), List.of(), List.of(),
        List.of(
            new SizesInput.Measurable("gone", Fixtures.file("not-there"), Optional.empty()),
            new SizesInput.Measurable("weft", Fixtures.file("elf-x64-static"), Optional.empty()))));

    assertThat(model.lines().get()).extracting(SizeLine::name).containsExactly("weft");
    model.show(new SizesInput("v0.4.0", Optional.empty(), List.of(), List.of(),
        List.of(new SizesInput.Measurable("gone", Fixtures.file("not-there"), Optional.empty()))));
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

  private static SizesInput input(dev.slipway.size.BudgetResult budget, Optional<String> before) {
    return new SizesInput("v0.4.0", before.map(_ -> "v0.3.2"), List.of(budget), List.of(),
        List.of(new SizesInput.Measurable("weft", Fixtures.file("elf-x64-static"), before.map(Fixtures::file))));
  }

  private static SizeTree leaf(String name, long size) {
    return SizeTree.leaf(name, SizeTree.Kind.SYMBOL, size, Provenance.SYMTAB);
  }

  private static SizeTree file(SizeTree... parts) {
    return SizeTree.of("file", SizeTree.Kind.FILE, Provenance.FILE, List.of(parts));
  }
}
