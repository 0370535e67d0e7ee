package dev.slipway.target.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A pipeline with the fault for each rule, where `# here` stands in the line that must be named, and how to mend it.
final class RuleFaults {
  static final String HEAD = "on: { push: { tags: ['v*'] } }\njobs:\n";
  static final String UPLOAD = "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a";

  /// A fault and its mending: what to replace by what.
  record Fault(Rule rule, String yaml, String wrong, String right) {}

  private static Fault job(Rule rule, String body, String wrong, String right) {
    return new Fault(rule, HEAD + body, wrong, right);
  }

  private static final String RELEASE = "  release:\n    runs-on: ubuntu-24.04\n    permissions: { contents: write }\n    steps:\n";

  private static Fault step(Rule rule, String steps, String wrong, String right) {
    return job(rule, "  a:\n    runs-on: ubuntu-24.04\n    steps:\n" + steps.indent(6), wrong, right);
  }

  private static Fault release(Rule rule, String steps, String wrong, String right) {
    return job(rule, RELEASE + steps.indent(6), wrong, right);
  }

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    all.add(job(Rule.RETIRED_RUNNER, "  a:\n    runs-on: macos-13 # here\n    steps: []\n", "macos-13", "macos-15-intel"));
    all.add(job(Rule.DEPRECATED_RUNNER, "  a:\n    runs-on: ubuntu-22.04 # here\n    steps: []\n", "ubuntu-22.04", "ubuntu-24.04"));
    all.add(job(Rule.PREVIEW_RUNNER, "  a:\n    runs-on: xcode-27 # here\n    steps: []\n", "xcode-27", "macos-26"));
    all.add(job(Rule.UNKNOWN_RUNNER, "  a:\n    runs-on: our-box # here\n    steps: []\n", "our-box", "ubuntu-24.04"));
    all.add(job(Rule.MOVING_RUNNER, "  a:\n    runs-on: ubuntu-latest # here\n    steps: []\n", "ubuntu-latest", "ubuntu-24.04"));
    all.add(step(Rule.DEAD_ACTION, "- uses: actions/upload-artifact@v3 # here\n  with: { name: a, path: b }", "@v3", "@v7"));
    all.add(step(Rule.ARCHIVED_ACTION, "- uses: actions/create-release@v1 # here", "actions/create-release@v1", "softprops/action-gh-release@v3"));
    all.add(step(Rule.OLD_RUNTIME_ACTION, "- uses: actions/checkout@v4 # here", "@v4", "@v6"));
    all.add(step(Rule.UNPINNED_ACTION, "- uses: actions/checkout@v6 # here", "@v6", "@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a"));
    all.add(step(Rule.LOCAL_ACTION_UNREAD, "- uses: ./.github/actions/build # here", "./.github/actions/build", "actions/checkout@v6"));
    all.add(job(Rule.DUPLICATE_ARTIFACT, """
          a:
            strategy: { matrix: { os: [ubuntu-24.04, windows-2025] } }
            runs-on: ${{ matrix.os }}
            steps:
              - uses: %s # here
                with: { name: tool, path: tool }
        """.formatted(UPLOAD), "name: tool", "name: 'tool-${{ matrix.os }}'"));
    all.add(job(Rule.DUPLICATE_ASSET, """
          build:
            permissions: { contents: write }
            strategy: { fail-fast: false, matrix: { os: [ubuntu-24.04, windows-2025] } }
            runs-on: ${{ matrix.os }}
            steps:
              - uses: softprops/action-gh-release@v3
                with:
                  files: tool.zip # here
        """, "tool.zip", "tool-${{ runner.os }}.zip"));
    all.add(job(Rule.DUPLICATE_ASSET, """
          build:
            strategy: { fail-fast: false, matrix: { os: [ubuntu-24.04, windows-2025] } }
            runs-on: ${{ matrix.os }}
            steps:
              - uses: %s
                with:
                  name: tool-${{ matrix.os }}
                  path: tool.zip # here
          release:
            needs: build
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - uses: actions/download-artifact@v8
                with: { path: all }
              - run: gh release create "$GITHUB_REF_NAME" --draft all/*/*
        """.formatted(UPLOAD), "tool.zip", "tool-${{ matrix.os }}.zip"));
    all.add(job(Rule.RERUN_CONFLICT, """
          a:
            strategy: { fail-fast: false, matrix: { os: [ubuntu-24.04, windows-2025] } }
            runs-on: ${{ matrix.os }}
            steps:
              - uses: %s # here
                with:
                  name: tool-${{ matrix.os }}
                  path: tool
        """.formatted(UPLOAD), "path: tool", "overwrite: true"));
    all.add(release(Rule.MERGE_COLLISION, "- uses: actions/download-artifact@v8 # here\n  with: { merge-multiple: true }\n- run: gh release create x --draft *", "merge-multiple: true", "path: x"));
    all.add(job(Rule.NEEDS_BUILD, """
          build:
            runs-on: ubuntu-24.04
            steps:
              - uses: %s
                with: { name: tool, path: tool }
          release: # here
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - uses: actions/download-artifact@v8
                with: { name: tool }
              - run: gh release create x --draft tool
        """.formatted(UPLOAD), "  release: # here\n", "  release: # here\n    needs: build\n"));
    all.add(job(Rule.PUBLISHES_BEFORE_BUILD, """
          build:
            strategy: { matrix: { target: [x86_64-unknown-linux-gnu, aarch64-unknown-linux-gnu] } }
            runs-on: ubuntu-24.04
            steps:
              - uses: %s
                with: { name: 'tool-${{ matrix.target }}', path: tool }
          image: # here
            runs-on: ubuntu-24.04
            steps:
              - run: docker push registry.example.org/tool
        """.formatted(UPLOAD), "  image: # here\n", "  image: # here\n    needs: build\n"));
    all.add(job(Rule.PUBLISHED_BEFORE_ASSETS, """
          create:
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - run: gh release create "$GITHUB_REF_NAME" # here
          build:
            needs: create
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - run: gh release upload "$GITHUB_REF_NAME" tool.zip
        """, "gh release create \"$GITHUB_REF_NAME\"", "gh release create \"$GITHUB_REF_NAME\" --draft"));
    all.add(job(Rule.FAIL_FAST_UPLOAD, """
          build:
            permissions: { contents: write }
            strategy:
              matrix: { os: [ubuntu-24.04, windows-2025] } # here
            runs-on: ${{ matrix.os }}
            steps:
              - run: gh release upload "$GITHUB_REF_NAME" tool.zip
                shell: bash
        """, "    strategy:\n", "    strategy:\n      fail-fast: false\n"));
    all.add(job(Rule.PERMISSIONS, """
          release:
            runs-on: ubuntu-24.04
            permissions: { contents: read }
            steps:
              - run: gh release create x --draft # here
        """, "contents: read", "contents: write"));
    all.add(job(Rule.UNDECLARED_PERMISSIONS, """
          release: # here
            runs-on: ubuntu-24.04
            steps:
              - run: gh release create x --draft
        """, "    runs-on", "    permissions: { contents: write }\n    runs-on"));
    all.add(job(Rule.RELEASE_SKIPPED, """
          lint:
            if: github.ref_type != 'tag'
            runs-on: ubuntu-24.04
            steps: [{ run: make lint }]
          build:
            needs: lint
            if: always()
            runs-on: ubuntu-24.04
            steps: [{ run: make }]
          release: # here
            needs: build
            if: startsWith(github.ref, 'refs/tags/v')
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - run: gh release create x --draft
        """, "if: startsWith", "if: always() && startsWith"));
    all.add(new Fault(Rule.TAG_GUARD, """
        on: { push: { branches: [main], tags: ['v*'] } }
        jobs:
          release:
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - run: gh release create x --draft # here
        """, "    runs-on", "    if: startsWith(github.ref, 'refs/tags/v')\n    runs-on"));
    all.add(new Fault(Rule.GUARD_DEPENDS, """
        on: { push: { branches: [main], tags: ['v*'] } }
        jobs:
          release:
            if: needs.plan.outputs.deploy == 'yes'
            needs: plan
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            steps:
              - run: gh release create x --draft # here
          plan: { runs-on: ubuntu-24.04, outputs: { deploy: '${{ steps.x.outputs.deploy }}' }, steps: [] }
        """, "needs.plan.outputs.deploy == 'yes'", "startsWith(github.ref, 'refs/tags/v')"));
    all.add(step(Rule.SHALLOW_CHECKOUT, "- uses: actions/checkout@v6\n- run: echo $(git describe --tags --abbrev=0 HEAD^) # here", "checkout@v6", "checkout@v6\n        with: { fetch-depth: 0 }"));
    all.add(step(Rule.SHALLOW_DESCRIBE, "- uses: actions/checkout@v6\n- run: echo $(git describe --tags) # here", "checkout@v6", "checkout@v6\n        with: { fetch-depth: 0 }"));
    all.add(job(Rule.NO_CHECKSUM, """
          release:
            runs-on: ubuntu-24.04
            permissions: { contents: write }
            strategy: { matrix: { target: [x86_64-unknown-linux-gnu] } }
            steps:
              - run: gh release create x --draft tool-${{ matrix.target }}.zip # here
        """, "    steps:\n", "    steps:\n      - run: sha256sum *.zip > SHA256SUMS\n"));
    all.add(release(Rule.CHECKSUM_OF_DOWNLOADS, "- uses: actions/download-artifact@v8\n- run: sha256sum * > SHA256SUMS # here\n- run: gh release create x --draft a.zip", "sha256sum *", "sha256sum a.zip"));
    all.add(release(Rule.CHECKSUM_OF_DOWNLOADS, "- uses: actions/download-artifact@v8\n- run: ls; sha256sum * > SHA256SUMS # here\n- run: gh release create x --draft a.zip", "ls;", "test $(ls | wc -l) -eq 6;"));
    all.add(release(Rule.UNMATCHED_FILES, "- uses: softprops/action-gh-release@v3\n  with:\n    files: '*.zip' # here", "files: '*.zip'", "fail_on_unmatched_files: true"));
    all.add(job(Rule.TOO_MANY_LEGS, "  a: # here\n    runs-on: ubuntu-24.04\n    strategy: { matrix: { a: [%s], b: [1, 2] } }\n    steps: []\n"
        .formatted(String.join(",", Stream.iterate(1, n -> n + 1).limit(129).map(String::valueOf).toList())), ",129]", "]"));
    all.add(job(Rule.INCLUDE_MATCHES_NOTHING, """
          a:
            runs-on: ubuntu-24.04
            strategy:
              matrix:
                os: [linux, windows]
                arch: [x64]
                include:
                  - { os: linnux, fast: true } # here
            steps: []
        """, "linnux", "linux"));
    all.add(job(Rule.EXCLUDE_REMOVES_NOTHING, """
          a:
            runs-on: ubuntu-24.04
            strategy:
              matrix:
                os: [linux, windows]
                exclude:
                  - { os: macos } # here
            steps: []
        """, "os: macos", "os: windows"));
    all.add(job(Rule.DUPLICATE_VALUE, "  a:\n    runs-on: ubuntu-24.04\n    strategy: { matrix: { a: [1, 1] } } # here\n    steps: []\n", "[1, 1]", "[1, 2]"));
    all.add(release(Rule.GENERATED_NOTES, "- uses: softprops/action-gh-release@v3\n  with:\n    generate_release_notes: true # here", "notes: true", "notes: false"));
    all.add(new Fault(Rule.SCRIPT_INJECTION, """
        on: pull_request
        jobs:
          a:
            runs-on: ubuntu-24.04
            steps:
              - run: |
                  echo hello
                  echo ${{ github.event.pull_request.title }} # here
        """, "${{ github.event.pull_request.title }}", "\"$TITLE\""));
    all.add(step(Rule.SCRIPT_EXPANSION, "- run: echo ${{ github.ref_name }} # here", "${{ github.ref_name }}", "\"$GITHUB_REF_NAME\""));
    all.add(job(Rule.BASH_ON_WINDOWS, "  a:\n    runs-on: windows-2025\n    steps:\n      - name: Check\n        run: |\n          if [ -n \"$X\" ]; then # here\n            echo x\n          fi\n",
        "        run:", "        shell: bash\n        run:"));
    all.add(job(Rule.WINDOWS_SUFFIX, """
          a:
            runs-on: ${{ matrix.os }}
            strategy: { matrix: { include: [{ target: x86_64-pc-windows-msvc, os: windows-2025 }] } }
            steps:
              - run: cp target/${{ matrix.target }}/release/tool out/ # here
        """, "release/tool out/", "release/tool.exe out/"));
    all.add(job(Rule.WASM_SUFFIX, """
          a:
            runs-on: ubuntu-24.04
            strategy: { matrix: { target: [wasm32-wasip2] } }
            steps:
              - run: cp target/${{ matrix.target }}/release/tool out/ # here
        """, "release/tool out/", "release/tool.wasm out/"));
    all.add(step(Rule.TOOL_NOT_INSTALLED, "- run: wasm-opt -O a.wasm -o b.wasm # here", "- run: wasm-opt", "- run: sudo apt-get install binaryen\n      - run: wasm-opt"));
    all.add(step(Rule.IMAGE_NAME, "- run: docker build -t ghcr.io/${{ github.repository }} . # here", "${{ github.repository }}", "owner/name"));
    all.add(step(Rule.RAW_CHANGELOG, "- run: git log --pretty=%s > notes.md # here", "git log --pretty=%s", "cat CHANGELOG.md"));
    return all;
  }

  private RuleFaults() {}
}
