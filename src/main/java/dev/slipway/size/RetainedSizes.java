package dev.slipway.size;

import dev.slipway.binary.FormatException;
import dev.slipway.binary.Image;
import dev.slipway.binary.WasmComponent;
import dev.slipway.binary.WasmGraph;
import dev.slipway.binary.WasmModule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// What would go from a WebAssembly module if a function or data segment went: its own bytes, and those of everything
/// that is only reached through it.
public final class RetainedSizes {

  /// A function or a data segment.
  ///
  /// @param name     as elsewhere
  /// @param group    its crate; "" of segments
  /// @param shallow  its own bytes
  /// @param retained its own bytes and those only reached through it
  /// @param reached  whether anything reaches it; what nothing reaches can be left out
  /// @param holder   the function through which alone it is reached; "" where there are several ways, or none
  public record Item(String name, String group, long shallow, long retained, boolean reached, String holder) {}

  private record Module(WasmGraph graph, Dominators dominators, long[] shallow, long[] retained) {}

  private record Place(Module module, int node) {
    long retained() {
      return module.retained()[node];
    }
  }

  private final List<Module> modules;

  private RetainedSizes(List<Module> modules) {
    this.modules = modules;
  }

  /// Computes them; a component's are those of the modules in it. Nothing is retained in what is no WebAssembly.
  public static RetainedSizes of(Image image) throws FormatException {
    List<Module> modules = new ArrayList<>();
    gather(image, modules);
    return new RetainedSizes(modules);
  }

  private static void gather(Image image, List<Module> modules) throws FormatException {
    if (image instanceof WasmModule module) {
      WasmGraph graph = WasmGraph.read(module);
      long[] shallow = new long[graph.nodes()];
      for (int node = 0; node < shallow.length; node++) {
        shallow[node] = graph.size(node);
      }
      Dominators dominators = Dominators.of(graph.nodes(), graph.root(), graph.from(), graph.to());
      modules.add(new Module(graph, dominators, shallow, dominators.retained(shallow)));
    } else if (image instanceof WasmComponent component) {
      for (WasmComponent.Inner inner : component.inner()) {
        gather(inner.image(), modules);
      }
    }
  }

  /// Those that retain most, the most first; only theirs get their names made.
  public List<Item> largest(int most) {
    Comparator<Place> order =
        Comparator.comparingLong(Place::retained).thenComparing(Comparator.comparingInt(Place::node).reversed());
    var found = new PriorityQueue<Place>(order);
    for (Module module : modules) {
      for (int node = 0; node < module.shallow().length; node++) {
        if (module.shallow()[node] > 0) {
          var place = new Place(module, node);
          if (found.size() < most) {
            found.add(place);
          } else if (most > 0 && order.compare(place, found.element()) > 0) {
            found.remove();
            found.add(place);
          }
        }
      }
    }
    List<Place> places = new ArrayList<>(found);
    places.sort(order.reversed());
    return places.stream().map(RetainedSizes::item).toList();
  }

  /// All of them, the most first.
  public List<Item> all() {
    return largest(Integer.MAX_VALUE);
  }

  /// The bytes of functions and data segments that nothing reaches.
  public long unreached() {
    long bytes = 0;
    for (Module module : modules) {
      for (int node = 0; node < module.shallow().length; node++) {
        bytes += module.dominators().reached(node) ? 0 : module.shallow()[node];
      }
    }
    return bytes;
  }

  private static Item item(Place place) {
    WasmGraph graph = place.module().graph();
    int node = place.node();
    int imported = graph.code().imported();
    int holder = place.module().dominators().of(node);
    String through =
        holder >= imported && graph.function(holder) >= 0 ? WasmTree.name(graph.code(), holder - imported).text() : "";
    boolean reached = place.module().dominators().reached(node);
    long shallow = place.module().shallow()[node];
    int segment = graph.segment(node);
    if (segment >= 0) {
      return new Item(WasmTree.segment(graph.code(), segment), "", shallow, place.retained(), reached, through);
    }
    var name = WasmTree.name(graph.code(), node - imported);
    return new Item(name.text(), name.group(), shallow, place.retained(), reached, through);
  }
}
