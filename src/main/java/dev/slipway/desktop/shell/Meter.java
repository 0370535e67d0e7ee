package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.forge.RateLimit;
import java.time.ZoneId;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// How many API calls are left. Under a tenth it warns.
final class Meter extends VBox {
  private final Label count = Texts.base("");
  private final Label resets = Texts.small("");
  private final ProgressBar bar = new ProgressBar(0);
  private final Icon warning = Icon.of(Status.WARNING);

  Meter(ShellModel model) {
    super(6);
    getStyleClass().add("meter");
    bar.setMaxWidth(Double.MAX_VALUE);
    var title = Texts.small("API calls left");
    var row = new HBox(6, title, Panel.gap(), count);
    count.getStyleClass().setAll("label", "meter-count");
    resets.getStyleClass().setAll("label", "meter-resets");
    resets.setGraphicTextGap(6);
    getChildren().addAll(row, bar, resets);
    show(model.calls().get());
    model.calls().subscribe(this::show);
  }

  private void show(Optional<RateLimit> calls) {
    setVisible(calls.isPresent());
    setManaged(calls.isPresent());
    calls.ifPresent(
        limit -> {
          boolean low = limit.remaining() * 10L < limit.limit();
          String clock = Figures.clock(limit.resets(), ZoneId.systemDefault());
          count.setText(Figures.count(limit.remaining()) + " / " + Figures.count(limit.limit()));
          bar.setProgress(limit.limit() == 0 ? 0 : (double) limit.remaining() / limit.limit());
          resets.setText(low ? "slower until " + clock : "resets " + clock);
          resets.setGraphic(low ? warning : null);
          bar.getStyleClass().setAll("progress-bar", low ? "meter-low" : "meter-bar");
          Describe.describe(bar, count.getText() + " API calls left, " + resets.getText());
        });
  }
}
