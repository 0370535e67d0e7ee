package dev.slipway.desktop.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PortionsTest {
  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final Portions portions = new Portions(turns::add);
  private final List<String> done = new ArrayList<>();

  private Runnable portion(String name) {
    return () -> done.add(name);
  }

  @Test
  void oneATurn() {
    portions.replace(List.of(portion("a"), portion("b"), portion("c")));
    assertThat(done).containsExactly("a");
    turns.remove().run();
    assertThat(done).containsExactly("a", "b");
    assertThat(portions.done()).isFalse();
    turns.remove().run();
    assertThat(done).containsExactly("a", "b", "c");
    assertThat(turns).isEmpty();
    assertThat(portions.done()).isTrue();
  }

  @Test
  void newWorkReplacesWhatWaits() {
    portions.replace(List.of(portion("old 1"), portion("old 2"), portion("old 3")));
    portions.replace(List.of(portion("new 1"), portion("new 2")));
    assertThat(turns).as("one turn is asked for, not two").hasSize(1);
    while (!turns.isEmpty()) {
      turns.remove().run();
    }
    assertThat(done).containsExactly("old 1", "new 1", "new 2");
  }

  @Test
  void whatComesFasterThanItIsDoneKeepsNothingWaitingForEver() {
    portions.follow(List.of(portion("1 first"), portion("1 last")));
    portions.follow(List.of(portion("2 first"), portion("2 last")));
    portions.follow(List.of(() -> portions.replace(List.of(portion("3 first"), portion("3 last")))));
    assertThat(portions.done()).isFalse();
    turns.remove().run();
    assertThat(portions.done()).as("what follows is still to do").isFalse();
    portions.follow(List.of(portion("4 first"), portion("4 last")));
    portions.follow(List.of(portion("5 first"), portion("5 last")));
    while (!turns.isEmpty()) {
      turns.remove().run();
    }
    assertThat(done).containsExactly("1 first", "1 last", "3 first", "3 last", "5 first", "5 last");
    assertThat(portions.done()).isTrue();
  }

  @Test
  void aPortionThatFailsDoesNotKeepTheOthersBack() {
    assertThatThrownBy(() -> portions.replace(List.of(
            () -> {
              throw new IllegalStateException("first");
            },
            portion("second"))))
        .hasMessage("first");
    turns.remove().run();
    assertThat(done).containsExactly("second");
  }
}
