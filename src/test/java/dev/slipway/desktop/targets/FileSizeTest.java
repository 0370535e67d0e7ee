package dev.slipway.desktop.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.size.Budget;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.Budgets;
import dev.slipway.size.SizeReport;
import dev.slipway.size.SizeRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FileSizeTest {
  private static final long KILO = 1024;

  private static SizeRow row(String file, String member, Budget.Kind kind, long size, long limit) {
    Optional<BudgetResult> budget = limit == 0 ? Optional.empty()
        : Optional.of(new BudgetResult(Budget.of(kind, limit), file, size));
    return new SizeRow(file, member, "", Optional.of(kind), size, OptionalLong.empty(), budget);
  }

  private static FileSize of(String file, long size, SizeRow... rows) {
    return FileSize.of(file, size, Optional.of(new SizeReport(List.of(rows), List.of(), Budgets.none(), List.of())));
  }

  @Test
  void theSecondLineSaysTheProgramOrTheBudget() {
    assertThat(of("a.zip", 5000 * KILO, row("a.zip", "", Budget.Kind.ARCHIVE, 5000 * KILO, 0),
        row("a.zip", "weft", Budget.Kind.BINARY, 13200 * KILO, 15 * KILO * KILO)))
        .isEqualTo(new FileSize("4.88 MB", "binary 12.9 MB", false));
    assertThat(of("a.zip", 5000 * KILO, row("a.zip", "weft", Budget.Kind.BINARY, 16 * KILO * KILO, 15 * KILO * KILO)))
        .isEqualTo(new FileSize("4.88 MB", "binary > 15 MB", true))
        .extracting(FileSize::sentence).isEqualTo("4.88 MB, binary over 15 MB");
    assertThat(of("a.wasm", 312 * KILO, row("a.wasm", "", Budget.Kind.WASM, 312 * KILO, 300 * KILO)))
        .isEqualTo(new FileSize("312.0 KB", "over 300 KB", true));
    assertThat(of("a.gz", 117 * KILO, row("a.gz", "", Budget.Kind.GZ, 117 * KILO, 120 * KILO), row("b.gz", "", Budget.Kind.GZ, 1, 1)))
        .isEqualTo(new FileSize("117.0 KB", "of 120 KB", false));
    assertThat(FileSize.of("a", 12, Optional.empty()).sentence()).isEqualTo("12 B");
  }
}
