package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports in the forms their tools document: twiggy's own expectation files, cargo-bloat's JSON, bloaty's CSV.
class ReportReaderTest {
  @TempDir Path folder;

  @Test
  void twiggyTopAsCsv() throws Exception {
    ImportedReport report = read("""
        Name,ShallowSize,ShallowSizePercent,RetainedSize,RetainedSizePercent
        data[3],1034,36.7057152999645,1034,36.7057152999645
        ""\"function names"" subsection",777,27.582534611288605,777,27.582534611288605
        wee_alloc::alloc_with_refill::hb32c1bbce9ebda8e,152,5.395811146609868,378,13.418530351437699
        """);

    assertThat(report.tool()).isEqualTo(ImportedReport.Tool.TWIGGY);
    assertThat(report.entries()).containsExactly(
        new ImportedReport.Entry("data[3]", 1034), new ImportedReport.Entry("\"function names\" subsection", 777),
        new ImportedReport.Entry("wee_alloc::alloc_with_refill::hb32c1bbce9ebda8e", 152));
  }

  @Test
  void twiggyAsJsonWithDominatorsWithinEachOther() throws Exception {
    ImportedReport top = read("[{\"name\":\"a\",\"shallow_size\":5,\"shallow_size_percent\":1.5}]");
    ImportedReport dominators = read(
        "{\"items\":[{\"name\":\"a\",\"shallow_size\":5,\"retained_size\":9,\"children\":[{\"name\":\"b\",\"shallow_size\":4,\"retained_size\":4}]}]}");

    assertThat(top.entries()).containsExactly(new ImportedReport.Entry("a", 5));
    assertThat(dominators.entries()).containsExactly(new ImportedReport.Entry("a", 5), new ImportedReport.Entry("b", 4));
  }

  @Test
  void cargoBloatByCrate() throws Exception {
    ImportedReport report = read("{\"file-size\":9,\"text-section-size\":8,\"crates\":[{\"name\":\"std\",\"size\":3}]}");

    assertThat(report.tool()).isEqualTo(ImportedReport.Tool.CARGO_BLOAT);
    assertThat(report.by()).isEqualTo(TopList.By.CRATE);
  }

  @Test
  void bloatyWithSectionsAndSymbols() throws Exception {
    ImportedReport symbols = read("sections,symbols,vmsize,filesize\n.text,main,120,100\n.data,\"a,b\",8,8\n");
    ImportedReport sections = read("sections\tvmsize\tfilesize\n.text\t10\t12\n");

    assertThat(symbols.by()).isEqualTo(TopList.By.FUNCTION);
    assertThat(symbols.entries()).containsExactly(new ImportedReport.Entry("main", 100), new ImportedReport.Entry("a,b", 8));
    assertThat(sections.by()).isEqualTo(TopList.By.SECTION);
    assertThat(sections.entries()).containsExactly(new ImportedReport.Entry(".text", 12));
  }

  @Test
  void namesMeetWithoutHashesAndSumUp() throws Exception {
    SizeTree tree =
        SizeTree.of("f", SizeTree.Kind.FILE, Provenance.FILE, List.of(
            SizeTree.leaf("core::fmt::write", SizeTree.Kind.SYMBOL, 10, Provenance.SYMTAB),
            SizeTree.leaf("main", SizeTree.Kind.SYMBOL, 7, Provenance.SYMTAB)));
    ImportedReport report = read("symbols,vmsize,filesize\n_ZN4core3fmt5write17h0123456789abcdefE,4,4\n_ZN4core3fmt5write17hfedcba9876543210E,5,5\nmain,7,7\n");

    assertThat(report.beside(tree)).satisfiesExactly(
        row -> {
          assertThat(row.theirs()).isEqualTo(9);
          assertThat(row.ours()).hasValue(10);
          assertThat(row.difference()).isEqualTo(1);
        },
        row -> assertThat(row.difference()).isZero());
  }

  @Test
  void whatIsNoReportIsRefusedInOneSentence() {
    for (String text : List.of("", "hello", "{\"a\":1}", "[", "[".repeat(10_000))) {
      assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(Problem.class).hasMessageContaining("Nothing was imported");
    }
    assertThatThrownBy(() -> read("symbols,vmsize,filesize\nmain,1,many\n"))
        .isInstanceOf(Problem.class).hasMessageContaining("line 2");
  }

  private ImportedReport read(String text) throws Exception {
    return ReportReader.read(Files.writeString(folder.resolve("report"), text));
  }
}
