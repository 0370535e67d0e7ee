package dev.slipway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.changelog.SecondOpinions;
import dev.slipway.fact.Severity;
import dev.slipway.workflow.expression.Template;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import dev.slipway.workflow.yaml.YamlSequence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The corpus, and files of our own that GitHub takes or refuses, read here and by GitHub's own
/// `@actions/workflow-parser`: which files are refused, and of every job its needs, name, runner, strategy with every
/// static value, and actions.
class GitHubsOwnParserTest {
  private static final String SCRIPT = """
      import fs from 'node:fs';
      import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(`import fs from 'node:fs';
      export async function load(url, context, next) {
        return url.endsWith('.json')
          ? { format: 'module', shortCircuit: true, source: 'export default ' + fs.readFileSync(new URL(url), 'utf8') }
          : next(url, context);
      }`));
      const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await import(process.argv[2]);
      const plain = token => {
        if (token === undefined || token === null) return null;
        switch (token.templateTokenType) {
          case 1: return Array.from({ length: token.count }, (_, i) => plain(token.get(i)));
          case 2: return Array.from({ length: token.count }, (_, i) => [plain(token.get(i).key), plain(token.get(i).value)]);
          case 3: case 4: return '${{ }}';
          case 7: return null;
          default: return token.value;
        }
      };
      const answers = {};
      for (const file of fs.readdirSync(process.argv[3]).sort()) {
        const content = fs.readFileSync(process.argv[3] + '/' + file, 'utf8');
        const { context, value } = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
        const answer = answers[file] = { jobs: [] };
        if (value !== undefined) {
          const template = await convertWorkflowTemplate(context, value, undefined, { errorPolicy: 1 });
          for (const job of template.jobs ?? []) {
            answer.jobs.push({
              id: job.id?.value, needs: (job.needs ?? []).map(need => need.value), name: plain(job.name), runsOn: plain(job['runs-on']),
              strategy: plain(job.strategy), uses: plain(job.ref), steps: (job.steps ?? []).map(step => plain(step.uses) ?? '') });
          }
        }
        answer.errors = context.errors.getErrors().map(error => error.message);
      }
      process.stdout.write(JSON.stringify(answers));
      """;

  /// Files GitHub runs every day, which this version of the parser refuses, and why.
  private static final Map<String, String> REFUSED_BY_THE_PARSER_ALONE = Map.of(
      "JabRef__jabref__binaries.yml", "steps with background: and wait: are behind a flag there",
      "bytecodealliance__wasmtime__main.yml", "an expression in place of a whole env: is taken by the service and not by its conversion to TypeScript");

  /// A step that only waits is none there, so the count of steps differs.
  private static final String JOB_WITH_WAITING_STEPS = "JabRef__jabref__binaries.yml/build";

  @TempDir Path folder;

  private static Map<String, String> own() {
    String steps = "    steps: [{ run: x }]\n";
    Map<String, String> files = new LinkedHashMap<>();
    files.put("own-anchors.yml", "on: push\njobs:\n  a: &a\n    runs-on: &r [self-hosted, x]\n" + steps + "  b: *a\n  c:\n    needs: [a, b]\n    runs-on: *r\n" + steps);
    files.put("own-crlf.yml", ("on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        v: [1, 0x10, 1e3, 3.10, true, 'true', null, ~, '', 017, 1_000]\n    runs-on: x\n" + steps).replace("\n", "\r\n"));
    files.put("own-strategy-env.yml", "on: push\nenv: { X: '[]' }\njobs:\n  a:\n    strategy: { matrix: { os: '${{ fromJSON(env.X) }}' } }\n    runs-on: x\n" + steps);
    files.put("own-if-matrix.yml", "on: push\njobs:\n  a:\n    if: matrix.os == 'x'\n    runs-on: x\n" + steps);
    files.put("own-runs-on-env.yml", "on: push\njobs:\n  a:\n    runs-on: ${{ env.X }}\n" + steps);
    files.put("own-name-steps.yml", "on: push\njobs:\n  a:\n    name: ${{ steps.x.outputs.y }}\n    runs-on: x\n" + steps);
    files.put("own-no-context.yml", "on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{ run: 'echo ${{ foo.bar }}' }]\n");
    files.put("own-no-function.yml", "on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{ run: 'echo ${{ lower(github.ref) }}' }]\n");
    files.put("own-not-closed.yml", "on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{ run: 'echo ${{ github.ref' }]\n");
    files.put("own-needs-nobody.yml", "on: push\njobs:\n  a:\n    needs: b\n    runs-on: x\n" + steps);
    files.put("own-duplicate-key.yml", "on: push\njobs:\n  a:\n    runs-on: x\n    runs-on: y\n" + steps);
    files.put("own-no-on.yml", "jobs:\n  a:\n    runs-on: x\n" + steps);
    files.put("own-no-jobs.yml", "on: push\n");
    files.put("own-list.yml", "- on\n- jobs\n");
    files.put("own-tab.yml", "on: push\njobs:\n\ta: {}\n");
    Map.of(
        "if-secrets", "steps: [{ run: x, if: \"secrets.X != ''\" }]",
        "if-input", "steps: [{ uses: a/b@v1, with: { if: 'no expression at all (' } }]",
        "env-env", "env: { X: '${{ env.A }}' }\n    steps: [{ run: x }]",
        "env-runner", "env: { X: '${{ runner.temp }}' }\n    steps: [{ run: x }]",
        "env-hash", "env: { X: \"${{ hashFiles('x') }}\" }\n    steps: [{ run: x }]",
        "image-env", "container: { image: '${{ env.A }}' }\n    steps: [{ run: x }]",
        "uses-expression", "steps: [{ uses: 'actions/checkout@${{ github.ref }}' }]",
        "run-success", "steps: [{ run: 'echo ${{ success() }}' }]",
        "container-env", "container: { image: x, env: { A: '${{ env.B }} ${{ secrets.C }}' }, credentials: { username: '${{ github.actor }}', password: '${{ secrets.P }}' } }\n    steps: [{ run: x }]",
        "outputs", "outputs: { a: '${{ secrets.X }} ${{ steps.a.outputs.b }} ${{ env.C }}' }\n    environment: { name: '${{ inputs.e }}', url: '${{ steps.x.outputs.url }}' }\n    steps: [{ run: x }]")
        .forEach((name, lines) -> files.put("own-" + name + ".yml", "on: push\nenv: { A: b }\njobs:\n  a:\n    runs-on: x\n    " + lines + "\n"));
    Map.of(
        "no-runs-on", "a: { steps: [{ run: x }] }",
        "run-and-uses", "a: { runs-on: x, steps: [{ run: x, uses: a/b@v1 }] }",
        "run-and-with", "a: { runs-on: x, steps: [{ run: x, with: { a: b } }] }",
        "uses-and-shell", "a: { runs-on: x, steps: [{ uses: a/b@v1, shell: bash }] }",
        "neither", "a: { runs-on: x, steps: [{ name: x }] }",
        "call-and-steps", "a: { uses: ./.github/workflows/x.yml, steps: [{ run: x }] }",
        "with-without-call", "a: { runs-on: x, with: { a: b }, steps: [{ run: x }] }",
        "step-id-twice", "a: { runs-on: x, steps: [{ id: q, run: x }, { id: q, run: y }] }",
        "bad-id", "1a: { runs-on: x, steps: [{ run: x }] }",
        "circle", "a: { needs: b, runs-on: x, steps: [{ run: x }] }\n  b: { needs: a, runs-on: x, steps: [{ run: x }] }")
        .forEach((name, job) -> files.put("own-" + name + ".yml", "on: push\njobs:\n  " + job + "\n"));
    files.put("own-concurrency-env.yml", "on: push\nenv: { A: b }\nconcurrency: { group: '${{ env.A }}' }\njobs:\n  a:\n    runs-on: x\n" + steps);
    files.put("own-with-env.yml", "on: push\nenv: { A: b }\njobs:\n  a:\n    uses: o/r/.github/workflows/x.yml@v1\n    with: { b: '${{ env.A }}' }\n");
    files.put("own-release-first.yml", "on: push\njobs:\n  a: { needs: [c, b], runs-on: x, steps: [{ run: x }] }\n  b: { needs: c, runs-on: x, steps: [{ run: x }] }\n  c: { runs-on: x, steps: [{ run: x }] }\n");
    files.put("own-call.yml", "on: { push: , workflow_call: { inputs: { a: { type: string } } } }\njobs:\n  a:\n    uses: o/r/.github/workflows/x.yml@v1\n    with: { b: '${{ inputs.a }}' }\n");
    files.put("own-everywhere.yml", "on: push\njobs:\n  a:\n    if: github.ref_type == 'tag' && vars.X && always()\n    name: ${{ matrix.os }} ${{ strategy.job-index }}\n"
        + "    strategy: { fail-fast: \"${{ github.ref_type != 'tag' }}\", matrix: { os: '${{ fromJSON(vars.OS) }}' } }\n    runs-on: ${{ matrix.os }}\n"
        + "    env: { B: '${{ secrets.S }}' }\n    steps: [{ run: 'echo ${{ job.status }}', if: env.B && matrix.os && runner.os }]\n");
    return files;
  }

  @Test
  void agreesOnWhatIsRefusedAndOnEveryJob() throws Exception {
    Optional<Path> modules = SecondOpinions.npmModules("@actions/workflow-parser@0.3.61");
    Assumptions.assumeTrue(modules.isPresent(), "skipped: @actions/workflow-parser could not be fetched with npm");
    Path files = Files.createDirectory(folder.resolve("files"));
    for (Map.Entry<String, String> file : own().entrySet()) {
      Files.writeString(files.resolve(file.getKey()), file.getValue());
    }
    Path corpus = Inputs.path("corpus/workflows");
    if (Files.isDirectory(corpus)) {
      try (var list = Files.newDirectoryStream(corpus, "*.yml")) {
        for (Path file : list) {
          Files.copy(file, files.resolve(String.valueOf(file.getFileName())));
        }
      }
    }
    Path script = Files.writeString(folder.resolve("ask.mjs"), SCRIPT);
    Process node = new ProcessBuilder("node", script.toString(),
        modules.get().resolve("@actions/workflow-parser/dist/index.js").toUri().toString(), files.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    JsonNode answers = new ObjectMapper().readTree(new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    Assumptions.assumeTrue(node.waitFor() == 0, "skipped: @actions/workflow-parser does not run here");
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, JsonNode> answer : answers.properties()) {
      compare(answer.getKey(), WorkflowReader.read(Files.readAllBytes(files.resolve(answer.getKey())), answer.getKey()), answer.getValue(), differences);
    }
    assertThat(answers.size()).isGreaterThanOrEqualTo(own().size());
    assertThat(String.join("\n", differences)).isEmpty();
  }

  private static void compare(String name, WorkflowFile ours, JsonNode theirs, List<String> differences) {
    boolean refused = ours.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    if (refused == theirs.path("errors").isEmpty() && !REFUSED_BY_THE_PARSER_ALONE.containsKey(name)) {
      differences.add("%s: %s, but GitHub's parser says %s".formatted(name, ours.findings(), theirs.path("errors")));
    }
    if (refused) {
      return;
    }
    Map<String, JsonNode> jobs = new TreeMap<>();
    theirs.path("jobs").forEach(job -> jobs.put(job.path("id").asText(), job));
    if (ours.jobs().size() != jobs.size()) {
      differences.add("%s: %d jobs, but GitHub's parser has %d".formatted(name, ours.jobs().size(), jobs.size()));
    }
    for (WorkflowJob job : ours.jobs()) {
      JsonNode theirJob = jobs.get(job.id());
      if (theirJob != null && !written(job).equals(theirJob) && !JOB_WITH_WAITING_STEPS.equals(name + "/" + job.id())) {
        differences.add("%s, job %s:%n  %s%n  %s".formatted(name, job.id(), written(job), theirJob));
      }
    }
  }

  private static ObjectNode written(WorkflowJob job) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", job.id());
    ArrayNode needs = node.putArray("needs");
    job.needs().forEach(needs::add);
    node.set("name", job.name().map(name -> plain(name)).orElse(JsonNodeFactory.instance.textNode(job.id())));
    node.set("runsOn", job.runsOn().map(GitHubsOwnParserTest::plain).orElse(JsonNodeFactory.instance.nullNode()));
    node.set("strategy", job.strategy().map(GitHubsOwnParserTest::plain).orElse(JsonNodeFactory.instance.nullNode()));
    node.set("uses", job.uses().<JsonNode>map(GitHubsOwnParserTest::plain).orElse(JsonNodeFactory.instance.nullNode()));
    ArrayNode steps = node.putArray("steps");
    job.steps().forEach(step -> steps.add(step.uses().map(YamlScalar::value).orElse("")));
    return node;
  }

  private static JsonNode plain(YamlNode node) {
    return switch (node) {
      case YamlMapping mapping -> {
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
        mapping.entries().forEach(entry -> pairs.addArray().add(entry.name()).add(plain(entry.value())));
        yield pairs;
      }
      case YamlSequence sequence -> {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        sequence.items().forEach(item -> items.add(plain(item)));
        yield items;
      }
      case YamlScalar scalar when Template.isIn(scalar.value()) -> JsonNodeFactory.instance.textNode("${{ }}");
      case YamlScalar scalar -> switch (scalar.type()) {
        case NULL -> JsonNodeFactory.instance.nullNode();
        case BOOLEAN -> JsonNodeFactory.instance.booleanNode(scalar.isTrue());
        case NUMBER -> number(scalar);
        case STRING -> JsonNodeFactory.instance.textNode(scalar.value());
      };
    };
  }

  private static JsonNode number(YamlScalar scalar) {
    double value = dev.slipway.workflow.expression.Coercion.number(scalar.value());
    return value == Math.rint(value) ? JsonNodeFactory.instance.numberNode((int) value) : JsonNodeFactory.instance.numberNode(value);
  }
}
