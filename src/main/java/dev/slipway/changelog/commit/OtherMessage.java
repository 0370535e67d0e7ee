package dev.slipway.changelog.commit;

import java.util.Optional;

/// A message that is no Conventional Commit.
///
/// @param subject its first line
/// @param body    the other lines
/// @param why     what breaks the rules, as a clause
/// @param header  its first line, where that alone would have been right
public record OtherMessage(String subject, String body, String why, Optional<Header> header) implements Message {

  static OtherMessage of(MessageText text, String why, Optional<Header> header) {
    return new OtherMessage(text.subject(), String.join("\n", text.rest()).strip(), why, header);
  }

  @Override
  public String description() {
    return header.map(Header::description).orElse(subject);
  }
}
