package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// The calls about the account and its limits.
final class AccountRoutes {
  private final Limits limits;
  private final PeopleJson people;

  AccountRoutes(Limits limits, PeopleJson people) {
    this.limits = limits;
    this.people = people;
  }

  void addTo(Routes routes) {
    routes.add("GET", "/user", this::user);
    routes.add("GET", "/rate_limit", this::rateLimit);
  }

  private Answer user(Call call) throws Refusal {
    if (!call.authorized()) {
      throw Refusal.of(401, "Requires authentication");
    }
    return Answer.ok(people.self(Hub.account()));
  }

  private Answer rateLimit(Call call) {
    Map<String, String> headers = limits.headers(call.authorized());
    ObjectNode overview = JsonNodeFactory.instance.objectNode();
    ObjectNode resources = overview.putObject("resources");
    resources.set("core", count(headers));
    resources.set("search", count(headers));
    overview.set("rate", count(headers));
    return Answer.ok(overview);
  }

  private static ObjectNode count(Map<String, String> headers) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("limit", Integer.parseInt(headers.getOrDefault("X-RateLimit-Limit", "0")))
        .put("remaining", Integer.parseInt(headers.getOrDefault("X-RateLimit-Remaining", "0")))
        .put("reset", Long.parseLong(headers.getOrDefault("X-RateLimit-Reset", "0")))
        .put("used", Integer.parseInt(headers.getOrDefault("X-RateLimit-Used", "0")));
  }
}
