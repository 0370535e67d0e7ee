package dev.slipway.forge.github;

/// Answers in GitHub's shape, written for these tests.
public final class Samples {
  public static final String SHA = "0123456789abcdef0123456789abcdef01234567";
  public static final String DIGEST = "sha256:" + "ab".repeat(32);

  private Samples() {}

  public static String repository(String base) {
    return """
        {"id":1,"name":"weft","full_name":"clawft/weft","owner":{"login":"clawft","id":2},"private":false,
         "html_url":"%s/clawft/weft","default_branch":"main","permissions":{"admin":false,"push":true,"pull":true}}
        """.formatted(base);
  }

  public static String run(long id) {
    return """
        {"id":%d,"workflow_id":7,"name":"release","display_title":"Release v0.4.0","run_number":12,"run_attempt":2,
         "event":"workflow_dispatch","head_branch":"main","head_sha":"%s","path":".github/workflows/release.yml@main",
         "actor":{"login":"maya"},"status":"in_progress","conclusion":null,"created_at":"2026-11-20T10:00:00Z",
         "run_started_at":"2026-11-20T10:00:05Z","updated_at":"2026-11-20T10:01:00Z","html_url":"javascript:alert(1)"}
        """.formatted(id, SHA);
  }

  public static String job(long id) {
    return """
        {"id":%d,"run_id":5,"run_attempt":2,"name":"build (x86_64)","labels":["ubuntu-24.04"],"status":"completed",
         "conclusion":"brand_new","created_at":"2026-11-20T10:00:00Z","started_at":"2026-11-20T10:00:05Z",
         "completed_at":"2026-11-20T10:01:00Z","runner_name":"","html_url":"https://example.com/j",
         "steps":[{"number":1,"name":"checkout","status":"completed","conclusion":"success",
                   "started_at":"2026-11-20T10:00:05.123+01:00","completed_at":null}]}
        """.formatted(id);
  }

  public static String asset(long id, String name, String state, long size) {
    return asset(id, name, state, size, DIGEST);
  }

  public static String asset(long id, String name, String state, long size, String digest) {
    return """
        {"id":%d,"name":"%s","label":null,"state":"%s","content_type":"application/gzip","size":%d,"digest":"%s",
         "created_at":"2026-11-20T10:00:00Z","updated_at":"2026-11-20T10:00:00Z","browser_download_url":"https://example.com/x"}
        """.formatted(id, name, state, size, digest);
  }

  public static String release(long id, String uploadUrl, String... assets) {
    return """
        {"id":%d,"tag_name":"v0.4.0","name":"v0.4.0","body":null,"draft":true,"prerelease":false,"immutable":true,
         "target_commitish":"main","created_at":"2026-11-20T10:00:00Z","published_at":null,"html_url":"https://example.com/r",
         "upload_url":"%s{?name,label}","assets":[%s]}
        """.formatted(id, uploadUrl, String.join(",", assets));
  }

  public static String artifact(long id, String name) {
    return """
        {"id":%d,"name":"%s","size_in_bytes":1234,"digest":"%s","expired":false,"created_at":"2026-11-20T10:00:00Z",
         "expires_at":"2027-02-18T10:00:00Z","workflow_run":{"id":5}}
        """.formatted(id, name, DIGEST);
  }

  public static String commit(String sha, String message) {
    return """
        {"sha":"%s","commit":{"message":"%s","author":{"name":"Maya","date":"2026-11-20T10:00:00Z"},
         "committer":{"name":"GitHub","date":"2026-11-20T11:00:00Z"}},"author":{"login":"maya"},"parents":[{"sha":"%s"}]}
        """.formatted(sha, message, SHA);
  }
}
