package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.binary.Fixtures;
import dev.slipway.binary.OpenBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Small modules whose dominator trees can be told by hand.
class RetainedSizesTest {
  @TempDir Path folder;

  @Test
  void whatOnlyOneFunctionReachesIsRetainedByIt() throws Exception {
    Map<String, RetainedSizes.Item> items = items(Fixtures.file("wasm-names.wasm"));

    assertThat(items.keySet()).containsExactlyInAnyOrder(
        "run", "direct", "shared", "viaTable", "byReference", "byExpression", "garbage", "greeting", "passive");
    long run = sum(items, "run", "direct", "shared", "viaTable", "byExpression", "greeting");
    assertThat(items.get("run").retained()).isEqualTo(run);
    // shared is called by direct and by viaTable, so neither retains it
    for (String alone : List.of("direct", "shared", "viaTable", "byExpression", "greeting")) {
      assertThat(items.get(alone).retained()).as(alone).isEqualTo(items.get(alone).shallow());
    }
    assertThat(items.get("shared").holder()).isEqualTo("run");
    assertThat(items.values().stream().filter(item -> !item.reached()).map(RetainedSizes.Item::name))
        .containsExactlyInAnyOrder("byReference", "garbage", "passive");
  }

  /// Each row: a module in the text format, a function, what it must retain.
  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      a chain                | (func $a (export "a") call $b) (func $b call $c) (func $c nop)                                            | b | b c
      a diamond              | (func $a (export "a") call $b call $c) (func $b call $d) (func $c call $d) (func $d nop)                  | a | a b c d
      a diamond's side       | (func $a (export "a") call $b call $c) (func $b call $d) (func $c call $d) (func $d nop)                  | b | b
      a cycle                | (func $a (export "a") call $b) (func $b call $c) (func $c call $b)                                        | b | b c
      a tail call            | (func $a (export "a") return_call $b) (func $b nop)                                                       | a | a b
      a second export        | (func $a (export "a") call $b) (func $b (export "b") nop)                                                 | a | a
      through a table        | (table 1 funcref) (elem (i32.const 0) $b) (func $a (export "a") (call_indirect (i32.const 0))) (func $b nop) | a | a b
      of another type        | (table 1 funcref) (elem (i32.const 0) $b) (func $a (export "a") (drop (call_indirect (result i32) (i32.const 0)))) (func $b nop) | a | a
      an exported table      | (table (export "t") 1 funcref) (elem (i32.const 0) $b) (func $a (export "a") (call_indirect (i32.const 0))) (func $b nop) | a | a
      an expression element  | (table 1 funcref) (elem (table 0) (i32.const 0) funcref (ref.func $b)) (func $a (export "a") (call_indirect (i32.const 0))) (func $b nop) | a | a b
      table.init             | (table 1 funcref) (elem $e func $b) (func $a (export "a") (table.init $e (i32.const 0) (i32.const 0) (i32.const 1)) (call_indirect (i32.const 0))) (func $b nop) | a | a b
      a reference            | (elem declare func $b) (func $a (export "a") (drop (ref.func $b))) (func $b nop)                          | a | a b
      a global's reference   | (global $g funcref (ref.func $b)) (func $a (export "a") (drop (global.get $g))) (func $b nop)             | a | a b
      a data segment         | (memory 1) (data $d (i32.const 16) "0123456789") (func $a (export "a") (drop (i32.load offset=4 (i32.const 16)))) | a | a d
      the next segment's     | (memory 1) (data $d (i32.const 16) "0123456789") (func $a (export "a") (drop (i32.load offset=10 (i32.const 16)))) | a | a
      a dropped segment      | (memory 1) (data $d "0123456789") (func $a (export "a") (data.drop $d))                                   | a | a d
      """)
  void byHand(String what, String text, String name, String expected) throws Exception {
    Path module = assembled(text);
    Map<String, RetainedSizes.Item> items = items(module);

    assertThat(items.get(name).retained()).as(what).isEqualTo(sum(items, expected.strip().split(" ")));
  }

  @Test
  void aComponentsModulesAreLookedInto() throws Exception {
    assertThat(items(Fixtures.file("wasm-component.wasm")).get("two").reached()).isFalse();
  }

  private Path assembled(String text) throws IOException, InterruptedException {
    Path wat = Files.writeString(folder.resolve("module.wat"), "(module " + text + ")");
    Path wasm = folder.resolve("module.wasm");
    try {
      int code =
          new ProcessBuilder("wat2wasm", "--debug-names", "--enable-tail-call", wat.toString(), "-o", wasm.toString())
              .inheritIO().start().waitFor();
      assertThat(code).isZero();
    } catch (IOException e) {
      Assumptions.abort("skipped: wat2wasm is not installed");
    }
    return wasm;
  }

  private static Map<String, RetainedSizes.Item> items(Path file) throws Exception {
    try (OpenBinary open = OpenBinary.open(file)) {
      Map<String, RetainedSizes.Item> items = new HashMap<>();
      RetainedSizes.of(open.image()).all().forEach(item -> items.put(item.name(), item));
      return items;
    }
  }

  private static long sum(Map<String, RetainedSizes.Item> items, String... names) {
    long sum = 0;
    for (String name : names) {
      sum += items.get(name).shallow();
    }
    return sum;
  }
}
