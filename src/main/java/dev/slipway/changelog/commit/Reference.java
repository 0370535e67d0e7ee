package dev.slipway.changelog.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/// An issue or pull request that a message names: `#12`, `owner/name#12` or `GH-12`.
///
/// @param repository `owner/name` where another repository is meant; empty for this one
/// @param number     its number
/// @param action     the closing keyword before it in lower case, such as `closes`; empty for a mere mention
public record Reference(String repository, int number, String action) {
  /// GitHub's nine keywords.
  private static final Set<String> KEYWORDS =
      Set.of("close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved");

  /// All references of a text in order, each once with its first action.
  public static List<Reference> in(String text) {
    List<Reference> found = new ArrayList<>();
    if (text.indexOf('#') < 0 && text.indexOf("GH-") < 0) {
      return found;
    }
    for (String line : MessageText.of(text).lines()) {
      if (line.indexOf('#') >= 0 || line.contains("GH-")) {
        readLine(line, found);
      }
    }
    return found;
  }

  /// The number of the pull request a squash merge puts at the end of a subject, as in `feat: x (#12)`.
  public static Optional<Integer> pullRequest(String subject) {
    int open = subject.lastIndexOf("(#");
    if (open < 0 || !subject.endsWith(")")) {
      return Optional.empty();
    }
    return number(subject.substring(open + 2, subject.length() - 1));
  }

  /// The form it is written in: `#12` or `owner/name#12`.
  @Override
  public String toString() {
    return repository + "#" + number;
  }

  private static void readLine(String line, List<Reference> found) {
    String action = "";
    StringTokenizer words = new StringTokenizer(line, " \t,()[]{};");
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      String plain = word.toLowerCase(Locale.ROOT);
      String keyword = plain.endsWith(":") ? plain.substring(0, plain.length() - 1) : plain;
      Optional<Reference> reference = read(word, action);
      if (KEYWORDS.contains(keyword)) {
        action = keyword;
      } else if (reference.isPresent()) {
        Reference it = reference.get();
        if (found.stream().noneMatch(r -> r.number == it.number && r.repository.equals(it.repository))
            && found.size() < 1000) {
          found.add(it);
        }
      } else if (!plain.equals("and") && !plain.equals("&")) {
        action = "";
      }
    }
  }

  private static Optional<Reference> read(String word, String action) {
    int end = word.length();
    while (end > 0 && ".:!?'\"".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    String clean = word.substring(0, end);
    if (clean.startsWith("GH-")) {
      return number(clean.substring(3)).map(n -> new Reference("", n, action));
    }
    int hash = clean.indexOf('#');
    if (hash < 0 || (hash > 0 && !repositoryName(clean.substring(0, hash)))) {
      return Optional.empty();
    }
    return number(clean.substring(hash + 1)).map(n -> new Reference(clean.substring(0, hash), n, action));
  }

  private static boolean repositoryName(String text) {
    int slash = text.indexOf('/');
    return slash > 0
        && slash < text.length() - 1
        && text.indexOf('/', slash + 1) < 0
        && text.chars().allMatch(c -> c == '/' || c == '.' || c == '-' || c == '_' || Character.isLetterOrDigit(c));
  }

  private static Optional<Integer> number(String digits) {
    if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int number = Integer.parseInt(digits);
    return number > 0 ? Optional.of(number) : Optional.empty();
  }
}
