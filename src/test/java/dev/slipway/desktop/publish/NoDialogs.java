package dev.slipway.desktop.publish;

import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Prompt;
import dev.slipway.desktop.control.Question;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A user who answers nothing.
final class NoDialogs implements Dialogs {
  @Override
  public void fill(dev.slipway.desktop.control.Form form, Consumer<java.util.SequencedMap<String, String>> answers) {}

  @Override
  public void explain(Throwable failure) {
    throw new AssertionError(failure);
  }

  @Override
  public void explain(Throwable failure, Runnable again) {
    throw new AssertionError(failure);
  }

  @Override
  public void forget() {}

  @Override
  public void confirm(Question question, Runnable act) {}

  @Override
  public void ask(Prompt prompt, Consumer<String> answer) {}

  @Override
  public void choose(String title, List<Choice> choices, Consumer<Choice> chosen) {}

  @Override
  public void chooseFolder(String title, Consumer<Path> chosen) {}

  @Override
  public void chooseFile(String title, Consumer<Path> chosen) {}

  @Override
  public void tell(String sentence) {}

  @Override
  public void copy(String text, String what) {}

  @Override
  public void browse(URI page) {}
}
