package dev.slipway.desktop.control;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Every dialog, chooser and message of the window behind one type, so that tests can answer them.
///
/// All methods return at once; an answer comes as a callback on the FX thread, and none comes when the
/// user thinks better of it.
public interface Dialogs {

  /// Tells what went wrong: a problem in its own sentence, a fault of Slipway with a code and details to copy.
  void explain(Throwable failure);

  /// Tells what went wrong and offers to try it again.
  ///
  /// @param again does the same once more
  void explain(Throwable failure, Runnable again);

  /// Takes back what was told to have gone wrong: something else is begun now.
  void forget();

  /// Asks before an act; the safe button has the focus.
  void confirm(Question question, Runnable act);

  /// Asks for one line of text.
  void ask(Prompt prompt, Consumer<String> answer);

  /// Asks for several things at once; the answers come by the fields' names, in their order.
  void fill(Form form, Consumer<SequencedMap<String, String>> answers);

  /// Offers a list to choose from, with a field that narrows it.
  void choose(String title, List<Choice> choices, Consumer<Choice> chosen);

  /// Asks for a folder.
  void chooseFolder(String title, Consumer<Path> chosen);

  /// Asks for a file.
  void chooseFile(String title, Consumer<Path> chosen);

  /// Tells something that needs no answer; it goes away by itself.
  void tell(String sentence);

  /// Puts text on the clipboard and says so.
  void copy(String text, String what);

  /// Opens a page in the browser.
  void browse(URI page);

  /// One of a list.
  ///
  /// @param title  the first line
  /// @param detail the second line
  /// @param value  what it stands for
  record Choice(String title, String detail, Object value) {}
}
