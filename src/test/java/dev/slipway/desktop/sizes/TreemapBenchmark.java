package dev.slipway.desktop.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.measured.Measurements;
import dev.slipway.size.Provenance;
import dev.slipway.size.SizeTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// How long the treemap takes to lay out and draw 10,000 rectangles on the FX thread; the limit is one frame of 16.7 ms.
@Tag("benchmark")
@ExtendWith(ApplicationExtension.class)
class TreemapBenchmark {
  private static final int TIMES = 60;
  private Treemap treemap;

  @Start
  void start(Stage stage) {
    treemap = new Treemap();
    stage.setScene(new Scene(treemap, 1260, 760));
    stage.show();
  }

  @Test
  void tenThousandRectanglesInAFrame(FxRobot robot) throws Exception {
    List<SizeTree> sections = new ArrayList<>();
    for (int s = 0; s < 10; s++) {
      int section = s;
      sections.add(
          SizeTree.of("section " + s, SizeTree.Kind.SECTION, Provenance.SECTION,
              IntStream.range(0, 1_000)
                  .mapToObj(i -> SizeTree.leaf("function_" + section + "_" + i, SizeTree.Kind.SYMBOL, 900 + i % 200, Provenance.SYMTAB))
                  .toList()));
    }
    SizeLine root = SizeLine.of(SizeTree.of("file", SizeTree.Kind.FILE, Provenance.FILE, sections), Optional.empty());
    double[] took = new double[TIMES];
    double[] rendered = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      int at = i;
      robot.interact(() -> {
        long start = System.nanoTime();
        treemap.show(root);
        took[at] = (System.nanoTime() - start) / 1e6;
        treemap.snapshot(null, null);
        rendered[at] = (System.nanoTime() - start) / 1e6;
      });
    }
    assertThat(treemap.tiles()).hasSizeGreaterThanOrEqualTo(9_900);
    Arrays.sort(took, TIMES / 2, TIMES);
    Arrays.sort(rendered, TIMES / 2, TIMES);
    try (var table = Measurements.of("treemap", "a frame")) {
      table.limit("%,d rectangles laid out and drawn on the FX thread, median".formatted(treemap.tiles().size()), took[TIMES * 3 / 4], "ms", 16.7);
      table.tell("the same with the picture rendered in software and read back", rendered[TIMES * 3 / 4], "ms");
    }
  }
}
