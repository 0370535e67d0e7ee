package dev.slipway.rehearsal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The commits of a repository, its branches and its tags.
///
/// Commits never change; tags can be made and deleted. Not safe for several threads: its repository guards it.
final class History {

  /// A commit.
  ///
  /// @param sha     its id, the same in every rehearsal
  /// @param message the whole message
  /// @param author  the account of who made it
  /// @param date    when
  /// @param parents the ids of its parents
  /// @param version the version that the files say at this commit
  /// @param tree    which set of files it has
  /// @param written files that were changed through the API since, by path
  record Made(
      String sha, String message, String author, Instant date, List<String> parents, String version, String tree,
      Map<String, String> written) {}

  /// What is between two commits.
  record Between(Made base, Made mergeBase, List<Made> ahead, int behind) {}

  private static final Pattern SHA_OF = Pattern.compile("\\{\\{sha:(\\w+)}}");

  private final SequencedMap<String, Made> commits = new LinkedHashMap<>();
  private final Map<String, String> branches = new TreeMap<>();
  private final SequencedMap<String, String> tags = new LinkedHashMap<>();

  /// Reads a history: blocks that start with a line `@ ID AUTHOR TIME name=value…` and go on with the message.
  ///
  /// Names: `parents=ID,ID` (the block before, if not given; `none` for the first), `tag=`, `branch=`,
  /// `version=` and `tree=`, the last two holding until the next.
  static History parse(String text, String seed) {
    History history = new History();
    Map<String, String> shas = new HashMap<>();
    String version = "";
    String tree = "main";
    String last = "";
    for (String block : text.split("(?m)^@ ")) {
      if (block.isBlank()) {
        continue;
      }
      String[] lines = block.split("\n", 2);
      String[] head = lines[0].strip().split(" ");
      Map<String, String> named = named(Arrays.asList(head).subList(3, head.length));
      version = named.getOrDefault("version", version);
      tree = named.getOrDefault("tree", tree);
      List<String> parents = new ArrayList<>();
      for (String id : named.getOrDefault("parents", last.isEmpty() ? "none" : last).split(",")) {
        if (!id.equals("none")) {
          parents.add(String.valueOf(shas.get(id)));
        }
      }
      String message = withShas(lines[1].strip(), shas);
      String sha = sha1(seed + head[0] + message + head[2] + parents);
      history.commits.put(
          sha, new Made(sha, message, head[1], Instant.parse(head[2]), List.copyOf(parents), version, tree, Map.of()));
      shas.put(head[0], sha);
      if (named.containsKey("tag")) {
        history.tags.put(named.get("tag"), sha);
      }
      history.branches.put(named.getOrDefault("branch", "main"), sha);
      last = head[0];
    }
    return history;
  }

  /// The commit a branch, a tag, a full or abbreviated id, or `refs/…` leads to.
  Optional<Made> resolve(String ref) {
    String name = ref.replaceFirst("^refs/(heads|tags)/", "").replaceFirst("^(heads|tags)/", "");
    boolean tag = ref.matches("(refs/)?tags/.+");
    String sha = name.equals("HEAD") ? branches.get("main") : tag ? tags.get(name) : branches.getOrDefault(name, tags.get(name));
    if (sha != null) {
      return Optional.ofNullable(commits.get(sha));
    }
    if (!name.matches("[0-9a-f]{7,40}")) {
      return Optional.empty();
    }
    List<Made> fitting = commits.values().stream().filter(commit -> commit.sha().startsWith(name)).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  Map<String, String> branches() {
    return branches;
  }

  /// Tags and the commits they lead to, in the order they were made.
  SequencedMap<String, String> tags() {
    return tags;
  }

  void branch(String name, String sha) {
    branches.put(name, sha);
  }

  /// Adds a commit that changes one file to the end of a branch.
  Made commit(String branch, String author, Instant date, String message, String path, String text) {
    Made head = resolve("refs/heads/" + branch).orElseThrow();
    Map<String, String> written = new HashMap<>(head.written());
    written.put(path, text);
    String sha = sha1(head.sha() + author + date + message + path + text);
    Made made =
        new Made(sha, message, author, date, List.of(head.sha()), head.version(), head.tree(), Map.copyOf(written));
    commits.put(sha, made);
    branches.put(branch, sha);
    return made;
  }

  void tag(String name, String sha) {
    tags.put(name, sha);
  }

  boolean untag(String name) {
    return tags.remove(name) != null;
  }

  /// Everything that leads to a commit, newest first.
  List<Made> log(Made head) {
    Set<String> reachable = reachable(head);
    List<Made> found = new ArrayList<>();
    for (Made commit : commits.reversed().values()) {
      if (reachable.contains(commit.sha())) {
        found.add(commit);
      }
    }
    return found;
  }

  /// What `head` has that `base` has not, oldest first.
  Between between(Made base, Made head) {
    Set<String> fromBase = reachable(base);
    Set<String> fromHead = reachable(head);
    List<Made> ahead = new ArrayList<>();
    Made mergeBase = base;
    int behind = 0;
    for (Made commit : commits.values()) {
      boolean inBase = fromBase.contains(commit.sha());
      boolean inHead = fromHead.contains(commit.sha());
      if (inHead && !inBase) {
        ahead.add(commit);
      } else if (inBase && !inHead) {
        behind++;
      } else if (inBase) {
        mergeBase = commit;
      }
    }
    return new Between(base, mergeBase, List.copyOf(ahead), behind);
  }

  private Set<String> reachable(Made head) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(head.sha()));
    while (!open.isEmpty()) {
      String sha = open.pop();
      Made commit = commits.get(sha);
      if (commit != null && seen.add(sha)) {
        commit.parents().forEach(open::push);
      }
    }
    return seen;
  }

  /// Puts ids where the message says `{{sha:ID}}`.
  private static String withShas(String message, Map<String, String> shas) {
    return SHA_OF.matcher(message).replaceAll(found -> String.valueOf(shas.get(found.group(1))));
  }

  private static Map<String, String> named(List<String> words) {
    Map<String, String> named = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      named.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return named;
  }

  /// An id as long as git's. It only has to differ from the others.
  static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    }
  }
}
