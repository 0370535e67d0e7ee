package dev.slipway.archive;

import java.io.IOException;

/// An archive that cannot be read on, with the rule and the sentence of the finding it becomes.
final class Broken extends IOException {
  private static final long serialVersionUID = 1L;

  private final String rule;

  Broken(String rule, String sentence) {
    super(sentence);
    this.rule = rule;
  }

  String rule() {
    return rule;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
