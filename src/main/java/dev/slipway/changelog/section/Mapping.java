package dev.slipway.changelog.section;

import dev.slipway.changelog.commit.Header;
import dev.slipway.fact.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which commit types enter which section. The first rule that fits decides.
///
/// @param rules the rules in order
public record Mapping(List<Rule> rules) {

  /// One rule.
  ///
  /// @param type    the commit type in lower case
  /// @param scope   the scope it asks for, in lower case; empty for any
  /// @param section the section; empty to leave the commit out
  public record Rule(String type, Optional<String> scope, Optional<ChangeType> section) {

    boolean fits(Header header) {
      return type.equals(header.type())
          && (scope.isEmpty() || scope.equals(header.scope().map(s -> s.toLowerCase(Locale.ROOT))));
    }
  }

  public Mapping {
    rules = List.copyOf(rules);
  }

  /// What users of a program notice: features, fixes, speed, deprecations, removals, security, reverts.
  public static Mapping standard() {
    return new Mapping(
        List.of(
            rule("fix", "security", ChangeType.SECURITY),
            rule("feat", ChangeType.ADDED),
            rule("feature", ChangeType.ADDED),
            rule("fix", ChangeType.FIXED),
            rule("perf", ChangeType.CHANGED),
            rule("change", ChangeType.CHANGED),
            rule("revert", ChangeType.CHANGED),
            rule("deprecate", ChangeType.DEPRECATED),
            rule("remove", ChangeType.REMOVED),
            rule("security", ChangeType.SECURITY)));
  }

  /// The standard rules after those of a policy file: keys `type` or `type(scope)`, values a section's name, or
  /// `none` to leave such commits out.
  ///
  /// @throws Problem when a section is none of the six
  public static Mapping of(Map<String, String> policy) throws Problem {
    List<Rule> rules = new ArrayList<>();
    for (Map.Entry<String, String> entry : policy.entrySet()) {
      String key = entry.getKey().strip().toLowerCase(Locale.ROOT);
      int open = key.indexOf('(');
      Optional<String> scope =
          open > 0 && key.endsWith(")") ? Optional.of(key.substring(open + 1, key.length() - 1)) : Optional.empty();
      String type = scope.isPresent() ? key.substring(0, open) : key;
      rules.add(new Rule(type, scope, section(entry.getKey(), entry.getValue())));
    }
    rules.sort(java.util.Comparator.comparing(rule -> rule.scope().isEmpty()));
    rules.addAll(standard().rules());
    return new Mapping(rules);
  }

  /// The section of commits with this header, before breaking changes are considered.
  public Optional<ChangeType> section(Header header) {
    return rules.stream().filter(rule -> rule.fits(header)).findFirst().flatMap(Rule::section);
  }

  private static Optional<ChangeType> section(String key, String value) throws Problem {
    if (value.strip().equalsIgnoreCase("none")) {
      return Optional.empty();
    }
    Optional<ChangeType> type = ChangeType.parse(value);
    if (type.isEmpty()) {
      throw Problem.wrongUse(
          "The policy maps `%s` to \"%s\", which is no section of Keep a Changelog; write Added, Changed, Deprecated, Removed, Fixed, Security or none."
              .formatted(key, value));
    }
    return type;
  }

  private static Rule rule(String type, ChangeType section) {
    return new Rule(type, Optional.empty(), Optional.of(section));
  }

  private static Rule rule(String type, String scope, ChangeType section) {
    return new Rule(type, Optional.of(scope), Optional.of(section));
  }
}
