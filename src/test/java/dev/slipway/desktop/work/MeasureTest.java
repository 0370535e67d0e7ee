package dev.slipway.desktop.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasureTest {
  @Test
  void fewUnitsAreThingsAndManyAreBytes() {
    assertThat(new Measure(3, 7, "").words()).isEqualTo("3 of 7");
    assertThat(new Measure(3_040_870, 4_928_307, "").words()).isEqualTo("2.9 of 4.7 MB");
  }

  @Test
  void whereItMayBeEitherOnlyThePartIsTold() {
    assertThat(new Measure(3_624, 7_249, "").words()).isEqualTo("50 %");
    assertThat(new Measure(7_249, 7_249, "").words()).isEqualTo("100 %");
  }

  @Test
  void anUnknownTotalIsNoMeasure() {
    assertThat(new Measure(3, -1, "").words()).isEmpty();
    assertThat(new Measure(3, -1, "").fraction()).isNegative();
  }
}
