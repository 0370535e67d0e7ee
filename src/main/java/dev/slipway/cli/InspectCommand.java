package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.archive.ArchiveReader;
import dev.slipway.archive.Inspection;
import dev.slipway.archive.Limits;
import dev.slipway.archive.Member;
import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.FormatException;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.TextReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway inspect`: what a file is, and what is wrong with it, without unpacking or running it.
@Command(
    name = "inspect",
    description = "Says what an archive or a binary is and what is wrong with it. Nothing is unpacked and nothing is run.")
final class InspectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "An archive, an executable, a library or a WebAssembly file.")
  String subject = "";

  @Option(names = "--json", description = "Print the answer as one JSON document.")
  boolean json;

  InspectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, Cancelled {
    Path path = terminal.resolve(subject);
    if (!Files.exists(path)) {
      throw Problem.outOfReach("%s is not there. Name a file.".formatted(subject));
    }
    if (!Files.isRegularFile(path)) {
      throw Problem.wrongUse("%s is no regular file, and was not opened. Name a file; slipway verify takes a folder.".formatted(subject));
    }
    if (looksLikeBinary(path)) {
      return binary(path);
    }
    return ArchiveReader.recognise(path).isPresent() ? archive(path) : other(path);
  }

  private Integer archive(Path path) throws Problem, Cancelled {
    Inspection inspection = new ArchiveReader(Limits.standard()).inspect(path, Progress.unwatched());
    if (json) {
      ObjectNode node = start(switch (inspection.format()) {
        case ZIP -> "zip";
        case TAR, TAR_GZ, TAR_XZ, TAR_ZST, TAR_BZ2 -> "tar";
        case GZ -> "gzip";
        case XZ, ZST, BZ2 -> "other";
      });
      node.put("packing", inspection.format().id());
      node.put("complete", inspection.complete());
      node.put("unpacked", inspection.unpacked());
      node.set("members", Json.array(inspection.members(), InspectCommand::member));
      node.set("findings", Json.array(inspection.findings(), Json::finding));
      Json.print(terminal.out(), node);
    } else {
      PrintWriter out = terminal.out();
      out.printf(Locale.ROOT, "%s: %s, %s%n", subject, inspection.format().id(), Figures.count(inspection.members().size(), "member", "members"));
      inspection.members().stream()
          .limit(200)
          .forEach(m -> out.printf(Locale.ROOT, "  %12d  %s%n", m.size(), TextReport.plain(m.name())));
      tell(inspection.findings());
    }
    return inspection.clean() ? Exit.HOLDS : Exit.FINDING;
  }

  private static ObjectNode member(Member member) {
    ObjectNode node = Json.object();
    node.put("name", member.name());
    node.put("kind", member.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    node.put("size", member.size());
    member.mode().ifPresent(mode -> node.put("mode", String.format(Locale.ROOT, "%04o", mode)));
    member.target().ifPresent(target -> node.put("target", target));
    return node;
  }

  private Integer binary(Path path) throws Problem, Cancelled {
    BinaryFile file;
    try {
      file = BinaryReader.read(path);
    } catch (FormatException e) {
      if (ArchiveReader.recognise(path).isPresent()) {
        return archive(path);
      }
      Finding damaged =
          Finding.about(subject, "damaged", Severity.ERROR, String.valueOf(e.getMessage()), "Build or download it again.");
      if (json) {
        ObjectNode node = start("other");
        node.set("findings", Json.array(List.of(damaged), Json::finding));
        Json.print(terminal.out(), node);
      } else {
        tell(List.of(damaged));
      }
      return Exit.FINDING;
    }
    if (json) {
      ObjectNode node = start(file.format().word());
      BinaryDocument.describe(node, file);
      node.set("findings", Json.array(List.<Finding>of(), Json::finding));
      Json.print(terminal.out(), node);
    } else {
      terminal.out().printf(
          Locale.ROOT, "%s: %s for %s on %s, %s, %s%n",
          subject, file.format().word(), file.os().word(), file.arch().word(), file.linkage().word(),
          file.stripped() ? "stripped" : "not stripped");
      BinaryLines.print(terminal.out(), file);
      file.slices().forEach(slice -> terminal.out().printf(
          Locale.ROOT, "  holds a %s for %s, %s%n", slice.kind().word(), slice.arch().word(), slice.stripped() ? "stripped" : "not stripped"));
      file.libraries().forEach(library -> terminal.out().println("  needs " + TextReport.plain(library)));
    }
    return Exit.HOLDS;
  }

  private Integer other(Path path) throws Problem {
    if (json) {
      ObjectNode node = start("other");
      node.set("findings", Json.array(List.<Finding>of(), Json::finding));
      Json.print(terminal.out(), node);
    } else {
      terminal.out().println(subject + ": neither an archive nor a binary");
    }
    return Exit.HOLDS;
  }

  private ObjectNode start(String format) {
    return Json.object().put("file", subject).put("format", format);
  }

  private void tell(List<Finding> findings) {
    findings.forEach(f -> terminal.out().println(f.severity().word() + ": " + TextReport.plain(f.message())));
  }

  private static boolean looksLikeBinary(Path path) throws Problem {
    try (InputStream in = Files.newInputStream(path)) {
      return BinaryReader.looksLikeBinary(in.readNBytes(8));
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(path, WholeFile.reason(e)), e);
    }
  }
}
