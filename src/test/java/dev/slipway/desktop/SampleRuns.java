package dev.slipway.desktop;

import dev.slipway.desktop.runs.RunsSource;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Forge.RunPage;
import dev.slipway.forge.Job;
import dev.slipway.forge.RunStatus;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.release.run.RunState;
import dev.slipway.task.Progress;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// The runs of `runs.png`.
public final class SampleRuns implements RunsSource {
  /// What was asked for, in order.
  public final List<String> asked = new ArrayList<>();
  private volatile CountDownLatch held = new CountDownLatch(0);
  static final URI PAGE = URI.create("https://github.com/clawft/weft/actions/runs/1");

  public static List<WorkflowRun> runs() {
    return List.of(
        run(15, "Benchmarks", 88, RunStatus.IN_PROGRESS, Conclusion.NONE, Sample.at(11, 12), 372, "v0.4.0"),
        run(14, "Release", 214, RunStatus.COMPLETED, Conclusion.FAILURE, Sample.at(10, 40), 1318, "v0.4.0"),
        run(13, "CI", 1043, RunStatus.COMPLETED, Conclusion.SUCCESS, Sample.at(10, 31), 980, "main"),
        run(12, "WASM build", 402, RunStatus.COMPLETED, Conclusion.SUCCESS, Sample.at(10, 31), 231, "main"),
        run(11, "Benchmarks", 87, RunStatus.COMPLETED, Conclusion.SUCCESS, Sample.at(10, 31), 584, "main"),
        run(10, "CI", 1042, RunStatus.COMPLETED, Conclusion.SUCCESS, Sample.at(9, 47), 958, "attest-gz"),
        run(9, "CI", 1041, RunStatus.COMPLETED, Conclusion.CANCELLED, Sample.at(9, 44), 130, "attest-gz"),
        run(8, "CI", 1040, RunStatus.COMPLETED, Conclusion.SUCCESS, Sample.at(9, 2).minus(Duration.ofDays(1)), 962, "threads"),
        run(7, "CI", 1039, RunStatus.COMPLETED, Conclusion.FAILURE, Sample.at(8, 2).minus(Duration.ofDays(1)), 697, "threads"),
        run(6, "WASM build", 399, RunStatus.COMPLETED, Conclusion.SUCCESS, Sample.at(8, 1).minus(Duration.ofDays(1)), 220, "threads"),
        run(5, "Release", 201, RunStatus.COMPLETED, Conclusion.SUCCESS, Sample.at(8, 0).minus(Duration.ofDays(83)), 1144, "v0.3.2"),
        run(4, "Release", 200, RunStatus.COMPLETED, Conclusion.FAILURE, Sample.at(7, 0).minus(Duration.ofDays(83)), 531, "v0.3.2"));
  }

  public static WorkflowRun run(long id, String name, long number, RunStatus status, Conclusion conclusion, Instant created,
      long seconds, String branch) {
    return new WorkflowRun(id, 1, name, name, number, 1, branch.startsWith("v") ? "push" : "pull_request", branch,
        "9c41e7d0000000000000000000000000000000000".substring(0, 40), ".github/workflows/release.yml", "octocat", status, conclusion,
        created, Optional.of(created), created.plusSeconds(seconds), PAGE);
  }

  @Override
  public RunPage page(int number) {
    return new RunPage(214, runs());
  }

  /// Holds the jobs back until `come`.
  void waitFor(CountDownLatch come) {
    held = come;
  }

  @Override
  public List<Job> jobs(WorkflowRun run, int attempt) {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!run.status().ended()) {
      return List.of();
    }
    List<Job> jobs = new ArrayList<>();
    jobs.add(job(1, "create-release", Conclusion.SUCCESS, 0, 2, 25));
    jobs.add(job(2, "build (x86_64-unknown-linux-musl)", Conclusion.SUCCESS, 26, 38, 38 + 712));
    jobs.add(job(3, "build (aarch64-unknown-linux-musl)", Conclusion.SUCCESS, 26, 38, 38 + 787));
    jobs.add(job(4, "build (x86_64-apple-darwin)", Conclusion.FAILURE, 26, 36, 39));
    jobs.add(job(5, "build (aarch64-apple-darwin)", Conclusion.SUCCESS, 26, 120, 120 + 558));
    jobs.add(job(6, "build (x86_64-pc-windows-msvc)", Conclusion.SUCCESS, 26, 40, 40 + 1053));
    jobs.add(job(7, "build (wasm32-wasip2)", Conclusion.SUCCESS, 26, 38, 38 + 266));
    jobs.add(job(8, "docker", Conclusion.FAILURE, 26, 38, 38 + 813));
    jobs.add(job(9, "checksums", Conclusion.SUCCESS, 1095, 1100, 1177));
    jobs.add(job(10, "attest", Conclusion.SUCCESS, 1178, 1187, 1318));
    return jobs;
  }

  private static Job job(long id, String name, Conclusion conclusion, long queued, long start, long end) {
    Instant zero = Sample.at(10, 40);
    String[] steps = {"Set up job", "Check out the code", "Build static binary", "Build Docker image", "Push to GHCR", "Post check out", "Complete job"};
    int[] seconds = {2, 3, 711, 42, 53, 1, 1};
    List<Job.Step> all = new ArrayList<>();
    Instant at = zero.plusSeconds(start);
    for (int i = 0; i < steps.length; i++) {
      Instant next = at.plusSeconds(seconds[i]);
      all.add(new Job.Step(i + 1, steps[i], RunStatus.COMPLETED,
          conclusion == Conclusion.FAILURE && i == 4 ? Conclusion.FAILURE : Conclusion.SUCCESS, Optional.of(at), Optional.of(next)));
      at = next;
    }
    return new Job(id, 14, 1, name, List.of("ubuntu-latest"), RunStatus.COMPLETED, conclusion, Optional.of(zero.plusSeconds(queued)),
        Optional.of(zero.plusSeconds(start)), Optional.of(zero.plusSeconds(end)), id == 4 ? Optional.empty() : Optional.of("runner"),
        all, PAGE);
  }

  @Override
  public InputStream log(Job job) {
    return new ByteArrayInputStream((job.name().contains("x86_64-apple-darwin") ? CROSS : PUSH).getBytes(StandardCharsets.UTF_8));
  }

  private static final String CROSS = """
        2026-02-19T10:41:02.1Z ##[group]Runner Image
        2026-02-19T10:41:02.1Z Image: ubuntu-24.04
        2026-02-19T10:41:02.1Z ##[endgroup]
        2026-02-19T10:41:09.1Z rustc 1.95.0 (59807616e 2026-04-14)
        2026-02-19T10:41:12.1Z Cache not found for input keys: cargo-x86_64-apple-darwin-5f70bf
        2026-02-19T10:44:51.1Z error: linker `o64-clang` not found
        2026-02-19T10:44:51.1Z ##[error]Process completed with exit code 101.
        """;

  private static final String PUSH = """
        2026-02-19T10:53:58.1Z ##[group]Run docker login ghcr.io
        2026-02-19T10:54:00.1Z Login Succeeded
        2026-02-19T10:54:01.1Z ##[group]Run docker push ghcr.io/clawft/weft:v0.4.0
        2026-02-19T10:54:01.1Z The push refers to repository [ghcr.io/clawft/weft]
        2026-02-19T10:54:02.1Z 5f70bf18a086: Layer already exists
        2026-02-19T10:54:02.1Z a1c3d0f7be42: Pushing  13.24MB
        2026-02-19T10:54:19.1Z ##[warning]received unexpected HTTP status: 502 Bad Gateway
        2026-02-19T10:54:19.1Z Retrying in 5 seconds
        2026-02-19T10:54:36.1Z ##[warning]received unexpected HTTP status: 502 Bad Gateway
        2026-02-19T10:54:36.1Z Retrying in 10 seconds
        2026-02-19T10:54:51.1Z received unexpected HTTP status: 502 Bad Gateway
        2026-02-19T10:54:51.1Z ##[error]Process completed with exit code 1.
        2026-02-19T10:54:52.1Z Post job cleanup.
        """;

  @Override
  public void rerun(Job job) {
    asked.add("job " + job.name());
  }

  @Override
  public void rerun(WorkflowRun run) {
    asked.add("run " + run.id());
  }

  @Override
  public void rerunFailed(WorkflowRun run) {
    asked.add("failed jobs of " + run.id());
  }

  @Override
  public RunState follow(WorkflowRun run, int attempt, Progress progress, Consumer<RunState> seen) {
    asked.add("follow attempt " + attempt + " of " + run.id());
    return new RunState(run, jobs(run, attempt), Optional.empty());
  }

  @Override
  public void cancel(WorkflowRun run) {
    asked.add("cancel " + run.id());
  }
}
