package dev.slipway.changelog.notes;

import java.util.List;
import java.util.Locale;

/// The Markdown of a block.
final class BlockText {
  private BlockText() {}

  /// Markdown with LF and one at the end; empty where the block has nothing to say.
  static String of(Block block) {
    String text =
        switch (block) {
          case Block.Changes(String body) -> body.strip();
          case Block.Sizes(List<Block.SizeRow> rows) -> rows.isEmpty() ? "" : sizes(rows);
          case Block.Benchmarks(List<Block.BenchmarkRow> rows) -> rows.isEmpty() ? "" : benchmarks(rows);
          case Block.Checksums(List<Block.ChecksumRow> rows) -> rows.isEmpty() ? "" : checksums(rows);
          case Block.Verification verification -> verification(verification);
          case Block.Install(List<String> commands) ->
              commands.isEmpty() ? "" : "### Install\n\n" + code(commands);
          case Block.Contributors(List<String> people) ->
              people.isEmpty() ? "" : "### Contributors\n\nThanks to " + listed(people) + ".";
          case Block.Image image -> image(image);
        };
    return text.isEmpty() ? "" : text + "\n";
  }

  /// KB and MB of 1024, one decimal, as everywhere in the window.
  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double kilobytes = bytes / 1024.0;
    return kilobytes < 1024
        ? String.format(Locale.ROOT, "%.1f KB", kilobytes)
        : String.format(Locale.ROOT, "%.1f MB", kilobytes / 1024);
  }

  private static String sizes(List<Block.SizeRow> rows) {
    boolean change = rows.stream().anyMatch(row -> !(row.before() instanceof Block.Before.NotKnown));
    boolean budget = rows.stream().anyMatch(row -> row.budget().isPresent());
    StringBuilder text = new StringBuilder("### Sizes\n\n| File | Size |");
    text.append(change ? " Change |" : "").append(budget ? " Budget |" : "");
    text.append("\n| --- | ---: |").append(change ? " ---: |" : "").append(budget ? " ---: |" : "");
    for (Block.SizeRow row : rows) {
      text.append("\n| ").append(cell(row.file())).append(" | ").append(size(row.bytes())).append(" |");
      if (change) {
        text.append(' ').append(change(row)).append(" |");
      }
      if (budget) {
        text.append(' ').append(row.budget().map(BlockText::size).orElse("–")).append(" |");
      }
    }
    return text.toString();
  }

  private static String change(Block.SizeRow row) {
    return switch (row.before()) {
      case Block.Before.Had(long bytes) -> delta(row.bytes() - bytes);
      case Block.Before.HadNone() -> "new";
      case Block.Before.NotKnown() -> "–";
    };
  }

  private static String delta(long change) {
    return change == 0 ? "±0" : (change > 0 ? "+" : "−") + size(Math.abs(change));
  }

  private static String benchmarks(List<Block.BenchmarkRow> rows) {
    boolean target = rows.stream().anyMatch(row -> row.target().isPresent());
    StringBuilder text = new StringBuilder("### Benchmarks\n\n| Benchmark | Result |");
    text.append(target ? " Target |" : "").append("\n| --- | ---: |").append(target ? " ---: |" : "");
    for (Block.BenchmarkRow row : rows) {
      text.append("\n| ").append(cell(row.name())).append(" | ").append(cell(row.result())).append(" |");
      if (target) {
        text.append(' ').append(row.target().map(BlockText::cell).orElse("–")).append(" |");
      }
    }
    return text.toString();
  }

  private static String checksums(List<Block.ChecksumRow> rows) {
    StringBuilder text = new StringBuilder("### Checksums\n\n| File | Digest |\n| --- | --- |");
    for (Block.ChecksumRow row : rows) {
      text.append("\n| ").append(cell(row.file())).append(" | `").append(row.digest().algorithm().id()).append(':')
          .append(row.digest().hex()).append("` |");
    }
    return text.toString();
  }

  private static String verification(Block.Verification verification) {
    if (verification.manifest().isEmpty() && verification.attestedBy().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("### Verify");
    verification.manifest().ifPresent(
        manifest ->
            text.append("\n\nPut the download and `").append(manifest).append("` into one folder and run\n\n")
                .append(code(List.of("sha256sum --check --ignore-missing " + manifest))));
    verification.attestedBy().ifPresent(
        repository ->
            text.append("\n\nWhere a file was built is attested; with the GitHub command line, run\n\n")
                .append(code(List.of("gh attestation verify FILE --repo " + repository))));
    return text.toString();
  }

  private static String image(Block.Image image) {
    String digest = image.digest().map(d -> "\n\nDigest: `" + d + "`").orElse("");
    return "### Container image\n\n" + code(List.of("docker pull " + image.reference())) + digest;
  }

  private static String code(List<String> lines) {
    return "```sh\n" + String.join("\n", lines) + "\n```";
  }

  private static String listed(List<String> people) {
    return people.size() == 1
        ? people.getFirst()
        : String.join(", ", people.subList(0, people.size() - 1)) + " and " + people.getLast();
  }

  private static String cell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace('\n', ' ');
  }

}
