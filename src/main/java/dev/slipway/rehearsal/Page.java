package dev.slipway.rehearsal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One page of a list, and the `Link` header that leads to the others.
///
/// @param items what is on it
/// @param links the header; empty when there is no other page
record Page<T>(List<T> items, Map<String, String> links) {

  /// Cuts the page that a call asks for.
  ///
  /// @param address the address the links are made from, without parameters; GitHub writes `/repositories/ID/…`
  static <T> Page<T> of(List<T> all, Call call, String address, int usual) {
    int size = call.perPage(usual);
    int last = Math.max(1, (all.size() + size - 1) / size);
    int page = call.page();
    int from = (int) Math.min(all.size(), (page - 1L) * size);
    int to = Math.min(all.size(), from + size);
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(call, address, Math.min(page - 1, last), "prev"));
    }
    if (page < last) {
      links.add(link(call, address, page + 1, "next"));
      links.add(link(call, address, last, "last"));
    }
    if (page > 1) {
      links.add(link(call, address, 1, "first"));
    }
    return new Page<>(
        List.copyOf(all.subList(from, to)),
        links.isEmpty() ? Map.of() : Map.of("Link", String.join(", ", links)));
  }

  private static String link(Call call, String address, int page, String relation) {
    String others =
        call.query().entrySet().stream()
            .filter(parameter -> !parameter.getKey().equals("page"))
            .sorted(Map.Entry.comparingByKey())
            .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()) + "&")
            .collect(Collectors.joining());
    return "<%s?%spage=%d>; rel=\"%s\"".formatted(address, others, page, relation);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
