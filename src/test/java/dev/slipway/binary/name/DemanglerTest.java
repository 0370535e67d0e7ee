package dev.slipway.binary.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemanglerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          _RNvNtCs1234_7mycrate3foo3bar                      | mycrate::foo::bar
          _RNvMs_NtCs1234_7mycrate3fooNtB4_3Foo3new          | <mycrate::foo::Foo>::new
          _RNvYNtNtCs1234_7mycrate3foo3FooNtNtB4_3fmt7Display3fmt | <mycrate::foo::Foo as mycrate::foo::fmt::Display>::fmt
          _RINvNtC3std3mem8align_ofdE                        | std::mem::align_of::<f64>
          _RNvCskdKJRKLKjqM_7___rustc10rust_panic            | __rustc::rust_panic
          _RNvC6_123foo3bar                                  | 123foo::bar
          _RNCNCNgCs6DXkGYLi8lr_2cc5spawn00B5_               | cc::spawn::{closure#0}::{closure#0}
          _RMC0INtC8arrayvec8ArrayVechKj7b_E                 | <arrayvec::ArrayVec<u8, 123>>
          _RINvC1a1bPFUKCaaEuE                               | a::b::<*const unsafe extern "C" fn(i8, i8)>
          _ZN4core3fmt5write17h0123456789abcdefE             | core::fmt::write
          _ZN4core3fmt5write17h0123456789abcdefE.llvm.1A2B   | core::fmt::write
          _ZN3foo17h05af221e174051e9E.cold                   | foo.cold
          _ZN12_$LT$T$GT$3f17h0123456789abcdefE              | <T>3f
          _ZN10_$LT$T$GT$1f17h0123456789abcdefE               | <T>::f
          main                                               | main
          _ZN3abc3defEi                                      | _ZN3abc3defEi
          """)
  void printsRustNamesAsRustfiltDoes(String mangled, String readable) {
    assertThat(Demangler.rust(mangled)).isEqualTo(readable);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          _ZN3abc3defEi                              | abc::def             | abc
          _ZN2v88internal4Heap14CollectGarbageENS0_15AllocationSpaceE | v8::internal::Heap::CollectGarbage | v8::internal
          _ZNSt6vectorIiSaIiEE9push_backERKi         | std::vector<…>::push_back | std::vector
          _ZN4node6BufferC2Ev                        | node::Buffer::Buffer | node::Buffer
          _ZTVN4node4BaseE                           | vtable for node::Base | node
          _ZN12_GLOBAL__N_13fooEv                    | (anonymous namespace)::foo | (anonymous namespace)
          _Z3foov                                    | foo                  | [C++]
          _ZZN1a1bEvE6helper                         | a::b::helper         | a::b
          """)
  void namesCppFunctionsWithoutTheirParameters(String mangled, String readable, String namespace) {
    SymbolName name = Demangler.name(mangled, "");

    assertThat(name.text()).isEqualTo(readable);
    assertThat(name.group()).isEqualTo(namespace);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          _ZN4core3ptr13drop_in_place17h0123456789abcdefE | core    | ptr
          _RNvMs_NtCs1234_7mycrate3fooNtB4_3Foo3new       | mycrate | foo
          _RNvYhNtNtC4core3fmt7Display3fmt                | core    | fmt
          """)
  void findsTheCrateOfRustCode(String mangled, String crate, String module) {
    SymbolName name = Demangler.name(mangled, "");

    assertThat(name.group()).isEqualTo(crate);
    assertThat(name.module()).isEqualTo(module);
  }

  @Test
  void aGoPackageEndsAtTheFirstDotBehindTheLastSlash() {
    assertThat(Demangler.go("github.com/a.b/c.(*T).M").group()).isEqualTo("github.com/a.b/c");
    assertThat(Demangler.go("main.main").group()).isEqualTo("main");
  }

  @Test
  void whatDiffersOnlyByBuildIsTheSame() {
    SymbolName one = Demangler.name("_ZN3foo3bar28_$u7b$$u7b$closure$u7d$$u7d$17h0123456789abcdefE", "");
    SymbolName two = Demangler.name("_ZN3foo3bar28_$u7b$$u7b$closure$u7d$$u7d$17hfedcba9876543210E", "");

    assertThat(Demangler.comparable(one)).isEqualTo(Demangler.comparable(two));
    assertThat(Demangler.comparable(Demangler.name("anon.8e34436e0f2fef9b55835c4b6c4ef38b.0", ""))).isEqualTo("anon");
  }

  @Test
  void hostileNamesEndQuickly() {
    assertThat(Demangler.rust("_R" + "B_".repeat(5000))).startsWith("_R");
    assertThat(Demangler.name("_Z" + "N1a".repeat(20000), "").text()).startsWith("_Z");
    assertThat(Demangler.rust("_RIC0" + "TT".repeat(3000))).startsWith("_R");
  }
}
