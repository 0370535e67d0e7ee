package dev.slipway.changelog.commit;

import java.util.Optional;

/// A commit message, read by the sixteen rules of Conventional Commits 1.0.
///
/// Reading takes time linear in the message, whatever is in it.
///
/// @see <a href="https://www.conventionalcommits.org/en/v1.0.0/#specification">Conventional Commits 1.0.0</a>
public sealed interface Message permits ConventionalCommit, OtherMessage {

  /// Reads a message.
  static Message read(String message) {
    MessageText text = MessageText.of(message);
    return switch (Header.read(text.subject())) {
      case Header.Reading.Bad(String why) -> OtherMessage.of(text, why, Optional.empty());
      case Header.Reading.Good(Header header) when !text.rest().isEmpty() && !text.rest().getFirst().isBlank() ->
          OtherMessage.of(
              text, "its second line is not blank: a body begins one blank line after the description (rule 6)",
              Optional.of(header));
      case Header.Reading.Good(Header header) -> ConventionalCommit.of(header, text.rest());
    };
  }

  /// What a reader of the history sees first: the description, or the first line.
  String description();

  /// The text between the first line and the footers; empty where there is none.
  String body();
}
