package dev.slipway.target.scaffold;

import dev.slipway.target.RunnerLabel;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.Target;
import java.util.List;
import java.util.stream.Collectors;

/// A release workflow for chosen targets and its policy: started by a tag, native runners where GitHub has
/// them, actions pinned to commits, checksums, provenance, draft before publish.
///
/// @param project the project's name, which the files carry
/// @param binary  the executable's name without suffix
/// @param targets what to build for, at least one
/// @param labels  the runners to choose from
public record ReleaseScaffold(String project, String binary, List<Target> targets, RunnerLabels labels) {
  private static final String WORKFLOW = """
      # Written by `slipway init`. A tag builds every target, drafts the release, fills it, then publishes it.
      name: Release
      on:
        push:
          tags: ['v*']
      permissions: {}
      jobs:
        build:
          permissions:
            contents: read
            id-token: write
            attestations: write
          strategy:
            fail-fast: false
            matrix:
              include:
      %s
          runs-on: ${{ matrix.os }}
          env:
            TARGET: ${{ matrix.target }}%s
          steps:
            - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
              with:
                persist-credentials: false
            - name: Build
              shell: bash
              run: |
      %s
            - name: Package
              shell: bash
              env:
                EXE: ${{ matrix.exe }}
                ARCHIVE: ${{ matrix.archive }}
              run: |
                NAME="%s-${GITHUB_REF_NAME}-${TARGET}"
                mkdir "$NAME"
                cp "target/${TARGET}/release/%s${EXE}" "$NAME/"
                if [ "$ARCHIVE" = "zip" ]; then
                  7z a "${NAME}.zip" "$NAME"
                else
                  tar czf "${NAME}.tar.gz" "$NAME"
                fi
            - uses: actions/attest-build-provenance@4d101475d8b20a2381f78447822ac1eab6504dd8 # v4.2.2
              with:
                subject-path: '%s-*.${{ matrix.archive }}'
            - uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1
              with:
                name: %s-${{ matrix.target }}
                path: '%s-*-${{ matrix.target }}.${{ matrix.archive }}'
                if-no-files-found: error
                overwrite: true
        release:
          needs: build
          if: startsWith(github.ref, 'refs/tags/v')
          permissions:
            contents: write
          runs-on: ubuntu-24.04
          env:
            GH_TOKEN: ${{ github.token }}
            GH_REPO: ${{ github.repository }}
          steps:
            - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1
              with:
                path: artifacts
            - name: Checksums of every expected file
              shell: bash
              run: |
                mkdir release
                for target in %s; do
                  mv artifacts/%s-"$target"/%s-"$GITHUB_REF_NAME"-"$target".* release/
                done
                test "$(ls release | wc -l)" -eq %d
                cd release
                sha256sum -- $(ls) > SHA256SUMS
            - name: Draft, with every file
              shell: bash
              run: gh release create "$GITHUB_REF_NAME" --draft --verify-tag --title "$GITHUB_REF_NAME" --notes "See CHANGELOG.md." release/*
            - name: Publish
              shell: bash
              run: gh release edit "$GITHUB_REF_NAME" --draft=false
      """;

  public ReleaseScaffold {
    targets = targets.stream().distinct().toList();
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a release needs at least one target");
    }
  }

  /// The workflow, for `.github/workflows/release.yml`.
  public String workflow() {
    boolean containers = targets.stream().anyMatch(this::needsContainer);
    String rows = targets.stream()
        .map(t -> "          - { target: %s, os: %s, archive: %s, exe: '%s'%s }".formatted(t.triple(), runner(t), archive(t), t.executableSuffix(),
            containers ? ", builder: " + (needsContainer(t) ? "cross" : "cargo") : ""))
        .collect(Collectors.joining("\n"));
    String triples = targets.stream().map(Target::triple).collect(Collectors.joining(" "));
    return WORKFLOW.formatted(rows, containers ? "\n      BUILDER: ${{ matrix.builder }}" : "", build(containers).indent(10).stripTrailing(), project, binary, project, project, project, triples, project, project, targets.size());
  }

  /// What builds each target: cargo; cross where the runner's own linker cannot; both processors for a universal binary.
  private String build(boolean containers) {
    String one = containers
        ? """
            if [ "$BUILDER" = "cross" ]; then
              cargo install cross --locked --version 0.2.5
              cross build --release --locked --target "$TARGET"
            else
              rustup target add "$TARGET"
              cargo build --release --locked --target "$TARGET"
            fi
            """
        : """
            rustup target add "$TARGET"
            cargo build --release --locked --target "$TARGET"
            """;
    if (targets.stream().noneMatch(ReleaseScaffold::isUniversal)) {
      return one;
    }
    return """
        if [ "$TARGET" = "universal-apple-darwin" ]; then
          mkdir -p "target/$TARGET/release"
          rustup target add x86_64-apple-darwin aarch64-apple-darwin
          cargo build --release --locked --target x86_64-apple-darwin --target aarch64-apple-darwin
          lipo -create -output "target/$TARGET/release/%s" target/{x86_64,aarch64}-apple-darwin/release/%s
        else
        %sfi
        """.formatted(binary, binary, one.indent(2));
  }

  private static boolean isUniversal(Target target) {
    return target.arch() == Target.Arch.UNIVERSAL;
  }

  /// Whether the linker of the target is on no runner it could be built on.
  private boolean needsContainer(Target target) {
    return switch (target.os()) {
      case LINUX -> labels.find(runner(target)).filter(r -> r.arch() == target.arch()).isEmpty();
      case FREEBSD, NETBSD, OPENBSD, DRAGONFLY, ILLUMOS, SOLARIS, ANDROID -> true;
      case MACOS, WINDOWS, WASI, IOS, AIX, PLAN9, NONE -> false;
    };
  }

  /// The policy, for `.slipway.yml`.
  public String policy() {
    return """
        # Written by `slipway init`. Every key is optional; an unknown key is an error.
        project: %s
        workflow: release.yml
        targets:
        %s
        assets:
        %s
          - SHA256SUMS
        changelog:
          file: CHANGELOG.md
        audit:
          generated-notes: false
        gates:
          targets: block
          artifacts: block
          checksums: block
          provenance: warn
          identity: block
        """.formatted(project,
        targets.stream().map(t -> "  - " + t.triple()).collect(Collectors.joining("\n")),
        targets.stream().map(t -> "  - %s-v{version}-%s.%s".formatted(project, t.triple(), archive(t))).collect(Collectors.joining("\n")));
  }

  private static String archive(Target target) {
    return target.isWindows() ? "zip" : "tar.gz";
  }

  /// The newest generally available runner of the target's system and processor that is not billed; for a
  /// target no runner is native to, the Linux one.
  private String runner(Target target) {
    return preferred(target)
        .stream()
        .filter(l -> labels.find(l).filter(r -> r.status() == RunnerLabel.Status.CURRENT).isPresent())
        .findFirst()
        .orElse("ubuntu-24.04");
  }

  private static List<String> preferred(Target target) {
    boolean arm = target.arch() == Target.Arch.AARCH64;
    return switch (target.os()) {
      case MACOS -> arm || target.arch() == Target.Arch.UNIVERSAL ? List.of("macos-15", "macos-26") : List.of("macos-15-intel", "macos-26-intel");
      case WINDOWS -> arm ? List.of("windows-11-arm", "windows-11-vs2026-arm") : List.of("windows-2025", "windows-2022");
      case LINUX, ANDROID -> arm ? List.of("ubuntu-24.04-arm", "ubuntu-26.04-arm") : List.of("ubuntu-24.04", "ubuntu-26.04");
      case WASI, FREEBSD, NETBSD, OPENBSD, DRAGONFLY, ILLUMOS, SOLARIS, IOS, AIX, PLAN9, NONE -> List.of("ubuntu-24.04", "ubuntu-26.04");
    };
  }
}
