#!/usr/bin/env bash
# Makes the fixtures beside this script, for every format and oddity the readers must know.
# Needs clang-19, lld-19, llvm-19, GNU ld, MinGW's gcc, wabt (wat2wasm) and python3; nothing is downloaded. The results are committed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
export SOURCE_DATE_EPOCH=0
CC="clang-19 -O1 -ffreestanding -fno-ident -fno-stack-protector -ffile-prefix-map=$work=."

cat > app.c <<'C'
static int counter;
char zeroed[5000];
const char banner[] = "fixture 1.2.3 made for slipway";
int table[64] = {1, 2, 3, 5, 8, 13};
__attribute__((noinline)) static int twice(int n) { return n * 2 + counter++; }
__attribute__((noinline)) int fold(const char *text) {
  int sum = 0;
  while (*text) sum = sum * 31 + *text++;
  return sum;
}
__attribute__((noinline)) int work(int n) { return twice(n) + fold(banner) + table[n & 63] + zeroed[n & 4095]; }
int main(void) { return work(7); }
C
cat > start.c <<'C'
int main(void);
void _start(void) { main(); for (;;) ; }
C
cat > odd.s <<'S'
  .text
  .globl outer, alias_of_outer, inner, late
  .type outer,@function
  .type alias_of_outer,@function
  .type inner,@function
  .type late,@function
outer:
alias_of_outer:
  .fill 16, 1, 0x90
inner:
  .fill 16, 1, 0x90
  .size inner, 48
  .size alias_of_outer, 32
late:
  .fill 32, 1, 0x90
  .size outer, 40
  .size late, 32
S

# ELF
elf() { $CC --target="$1" -fPIC -funwind-tables -c app.c -o "app-$2.o"; $CC --target="$1" -fPIC -funwind-tables -c start.c -o "start-$2.o"; }
elf x86_64-linux-gnu x64; elf aarch64-linux-gnu arm64; elf i386-linux-gnu x86; elf powerpc64-linux-gnu ppc64
LD="ld.lld-19 --hash-style=gnu -z max-page-size=4096 -z noseparate-code"
$LD -static --build-id=sha1 start-x64.o app-x64.o -o elf-x64-static
$LD -static -pie --no-dynamic-linker start-x64.o app-x64.o -o elf-x64-static-pie
$LD -static start-arm64.o app-arm64.o -o elf-arm64-static
$LD -static start-x86.o app-x86.o -o elf-x86-static
$LD -static start-ppc64.o app-ppc64.o -o elf-ppc64-big-endian
llvm-strip-19 elf-x64-static -o elf-x64-stripped
llvm-objcopy-19 --strip-sections elf-x64-static elf-x64-no-sections
printf 'GLIBC_2.2.5 { global: puts; };\nGLIBC_2.34 { global: newer; };\n' > libc.map
printf 'int puts(const char*s){return 0;} int newer(void){return 1;}' > libc.c
$CC --target=x86_64-linux-gnu -fPIC -c libc.c -o libc.o
$LD -shared -soname libc.so.6 --version-script=libc.map libc.o -o libc.so.6
printf 'int puts(const char*); int newer(void); int main(void){return puts("x")+newer();}' > uses.c
$CC --target=x86_64-linux-gnu -fPIC -c uses.c -o uses.o
$LD -pie -dynamic-linker /lib64/ld-linux-x86-64.so.2 start-x64.o uses.o libc.so.6 -o elf-x64-dynamic-gnu
cp libc.so.6 elf-x64-library.so
printf 'int puts(const char*s){return 0;}' > musl.c
$CC --target=x86_64-linux-gnu -fPIC -c musl.c -o musl.o; $LD -shared -soname libc.musl-x86_64.so.1 musl.o -o libmusl.so
printf 'int puts(const char*); int main(void){return puts("x");}' > usesmusl.c
$CC --target=x86_64-linux-gnu -fPIC -c usesmusl.c -o usesmusl.o
$LD -pie -dynamic-linker /lib/ld-musl-x86_64.so.1 start-x64.o usesmusl.o libmusl.so -o elf-x64-dynamic-musl
clang-19 --target=x86_64-linux-gnu -c odd.s -o odd.o
$LD -static -e outer odd.o -o elf-x64-overlapping
$CC --target=x86_64-linux-gnu -ffunction-sections -fdata-sections -c app.c -o elf-x64-object.o
$CC --target=x86_64-linux-gnu -g -gz=zlib -c app.c -o debug.o; $CC --target=x86_64-linux-gnu -g -gz=zlib -c start.c -o debugstart.o
$LD -static --compress-debug-sections=zlib debugstart.o debug.o -o elf-x64-debug

# A Go function table by hand: two packages, three functions (layout of Go 1.20 and later).
python3 - <<'P'
names = [b"main.main\0", b"net/http.(*Client).Do\0", b"runtime.gopanic\0"]
starts, at = [], 0
for n in names: starts.append(at); at += len(n)
blob = b"".join(names)
import struct
head = 8 + 8 * 8
funcs = [0x00, 0x10, 0x30]; end = 0x50
name_off = head; pcln = (head + len(blob) + 7) & ~7
tab = b""; data = b""; base = len(funcs) * 8 + 4
for i, f in enumerate(funcs):
    tab += struct.pack("<II", f, base + i * 8); data += struct.pack("<Ii", f, starts[i])
tab += struct.pack("<I", end)
out = struct.pack("<IHBB", 0xfffffff1, 0, 1, 8) + struct.pack("<8Q", len(funcs), 0, 0, name_off, name_off, name_off, name_off, pcln)
out = out.ljust(name_off, b"\0") + blob; out = out.ljust(pcln, b"\0") + tab + data
open("pclntab", "wb").write(out)
P
cat > go.s <<'S'
  .text
  .globl _start
_start:
  .fill 80, 1, 0x90
  .section .gopclntab,"a",@progbits
  .incbin "pclntab"
S
clang-19 --target=x86_64-linux-gnu -c go.s -o go.o; $LD -static go.o -o go.full; llvm-strip-19 go.full -o elf-x64-go-stripped

# Rust names, both manglings, and a C++ one, on functions of stated size.
cat > rust.s <<'S'
  .text
  .macro function name, bytes
  .globl "\name"
  .type "\name",@function
"\name":
  .fill \bytes, 1, 0x90
  .size "\name", \bytes
  .endm
  function _start, 16
  function _RNvNtCs1234_7mycrate3foo3bar, 96
  function _RNvMs_NtCs1234_7mycrate3fooNtB4_3Foo3new, 64
  function _ZN5other6module4func17h0123456789abcdefE, 128
  function "_ZN51_$LT$other..Thing$u20$as$u20$core..fmt..Display$GT$3fmt17hfedcba9876543210E", 32
  function _ZN3abc3defEi, 48
S
clang-19 --target=x86_64-linux-gnu -c rust.s -o rust.o; $LD -static rust.o -o elf-x64-rust-names

# Mach-O
cat > libSystem.tbd <<'T'
--- !tapi-tbd
tbd-version: 4
targets: [ x86_64-macos, arm64-macos ]
install-name: '/usr/lib/libSystem.B.dylib'
exports:
  - targets: [ x86_64-macos, arm64-macos ]
    symbols: [ dyld_stub_binder ]
...
T
for a in x86_64 arm64; do
  $CC --target=$a-apple-macos11 -c app.c -o macho-$a.o
  ld64.lld-19 -arch $a -platform_version macos 11.0 14.0 -e _main macho-$a.o libSystem.tbd -adhoc_codesign -o macho-$a-exe
done
sed 's#/usr/lib/libSystem.B.dylib#@rpath/libLLVM.dylib#' libSystem.tbd | sed 's/dyld_stub_binder/_LLVMInit/' > libLLVM.tbd
ld64.lld-19 -arch arm64 -platform_version macos 12.0 14.0 -e _main macho-arm64.o libSystem.tbd libLLVM.tbd -needed_library libLLVM.tbd -o macho-arm64-needs-llvm 2>/dev/null || ld64.lld-19 -arch arm64 -platform_version macos 12.0 14.0 -e _main macho-arm64.o libSystem.tbd libLLVM.tbd -o macho-arm64-needs-llvm
llvm-strip-19 macho-x86_64-exe -o macho-x86_64-stripped
llvm-lipo-19 -create macho-x86_64-exe macho-arm64-exe -output macho-universal
cp macho-arm64.o macho-arm64-object.o

# PE and COFF
$CC --target=x86_64-pc-windows-msvc -c app.c -o win.obj; $CC --target=aarch64-pc-windows-msvc -c app.c -o winarm.obj
cat > kernel32.def <<'D'
LIBRARY KERNEL32.dll
EXPORTS
  ExitProcess
D
cat > vcruntime140.def <<'D'
LIBRARY VCRUNTIME140.dll
EXPORTS
  memmove_s
D
llvm-dlltool-19 -m i386:x86-64 -d kernel32.def -l kernel32.lib; llvm-dlltool-19 -m i386:x86-64 -d vcruntime140.def -l vcruntime140.lib
printf '__declspec(dllimport) void ExitProcess(unsigned); int work(int); int mainCRTStartup(void){ExitProcess(work(1));return 0;}' > winstart.c
printf '__declspec(dllimport) void ExitProcess(unsigned); __declspec(dllimport) void memmove_s(void); int work(int); int mainCRTStartup(void){memmove_s();ExitProcess(work(1));return 0;}' > windyn.c
$CC --target=x86_64-pc-windows-msvc -c winstart.c -o winstart.obj; $CC --target=x86_64-pc-windows-msvc -c windyn.c -o windyn.obj
lld-link-19 /nologo /subsystem:console /timestamp:0 /entry:mainCRTStartup /nodefaultlib winstart.obj win.obj kernel32.lib /out:pe-x64.exe /debug /pdbaltpath:fixture.pdb
lld-link-19 /nologo /subsystem:console /timestamp:0 /entry:mainCRTStartup /nodefaultlib windyn.obj win.obj kernel32.lib vcruntime140.lib /out:pe-x64-vcruntime.exe
lld-link-19 /nologo /subsystem:console /timestamp:0 /entry:main /nodefaultlib winarm.obj /out:pe-arm64.exe
cp win.obj coff-x64-object.obj
$CC --target=thumbv7-pc-windows-msvc -c app.c -o coff-armv7-object.obj
$CC --target=x86_64-w64-mingw32 -gdwarf-4 -c app.c -o mingw.o; printf 'int main(void); void __main(void){} int mainCRTStartup(void){return main();}' > mingwstart.c
$CC --target=x86_64-w64-mingw32 -gdwarf-4 -c mingwstart.c -o mingwstart.o
ld.lld-19 -m i386pep -e mainCRTStartup --no-insert-timestamp mingwstart.o mingw.o -o pe-x64-mingw-symbols.exe

# WebAssembly
cat > module.wat <<'W'
(module $fixture
  (type $unary (func (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 2)
  (table 4 funcref)
  (elem (i32.const 0) func $viaTable $viaTable)
  (elem declare func $byReference)
  (elem (table 0) (i32.const 2) funcref (ref.func $byExpression))
  (global $counter (mut i32) (i32.const 0))
  (data $greeting (i32.const 1024) "hello from the fixture 1.2.3")
  (data $passive "passive bytes")
  (func $run (export "_start")
    (drop (call $direct (i32.const 1)))
    (drop (call_indirect (type $unary) (i32.const 1) (i32.const 0)))
    (call $exit (i32.load (i32.const 1024))))
  (func $direct (param i32) (result i32) (global.set $counter (local.get 0)) (call $shared (local.get 0)))
  (func $shared (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))
  (func $viaTable (param i32) (result i32) (call $shared (i32.add (local.get 0) (i32.const 7))))
  (func $byReference (param i32) (result i32) (drop (ref.func $byReference)) (i32.const 5))
  (func $byExpression (param i32) (result i32) (i32.const 6))
  (func $garbage (param i32) (result i32) (memory.init $passive (i32.const 0) (i32.const 0) (i32.const 4)) (i32.const 99)))
W
wat2wasm --debug-names module.wat -o wasm-names.wasm
wat2wasm module.wat -o wasm-no-names.wasm
cat > plain.wat <<'W'
(module $inner (func $one (export "one") (result i32) (i32.const 1)) (func $two (result i32) (i32.const 2)))
W
wat2wasm --debug-names plain.wat -o plain.wasm
python3 - <<'P'
def leb(n):
    out = b""
    while True:
        b = n & 0x7f; n >>= 7
        out += bytes([b | (0x80 if n else 0)])
        if not n: return out
module = open("plain.wasm", "rb").read()
def section(i, body): return bytes([i]) + leb(len(body)) + body
name = b"wasi:cli/environment@0.2.0"
# one instance type without declarations, one import of it
types = section(7, b"\x01\x42\x00")
imports = section(10, b"\x01\x00" + leb(len(name)) + name + b"\x05\x00")
out = b"\0asm\x0d\0\x01\0" + types + imports + section(1, module) + section(0, leb(14) + b"component-name" + b"\x00\x05\x04demo")
open("wasm-component.wasm", "wb").write(out)
P

# What bugs were found with: Go with symbols and without a position, thread-local data, Thumb, debug companions, a file
# with hardly any symbols left, GNU ld's unwind data for its import stubs and its tables of source files.
cat > gosymbols.s <<'S'
  .text
  .macro gofunction name, bytes
  .globl "\name"
  .type "\name",@function
"\name":
  .fill \bytes, 1, 0x90
  .size "\name", \bytes
  .endm
  gofunction main.main, 16
  gofunction "net/http.(*Client).Do", 16
  gofunction "type:.eq.net/http.Request", 8
  gofunction "go:itab.*os.File,io.Writer", 8
  gofunction runtime.gopanic, 16
  gofunction crosscall.part.0, 8
  gofunction gcc_only, 8
  .section .gopclntab,"a",@progbits
  .incbin "pclntab"
S
clang-19 --target=x86_64-linux-gnu -c gosymbols.s -o gosymbols.o; $LD -static -e main.main gosymbols.o -o elf-x64-go-symbols
python3 - <<'P'
import struct
names = [b"pkg/sub.f%02d\0" % i for i in range(60)]
head = 8 + 8 * 8; blob = b"".join(names); pcln = (head + len(blob) + 7) & ~7
base = 60 * 8 + 4; tab = b""; data = b""
for i in range(60):
    tab += struct.pack("<II", i * 16, base + i * 8); data += struct.pack("<Ii", i * 16, i * 12)
tab += struct.pack("<I", 960)
out = struct.pack("<IHBB", 0xfffffff0, 0, 1, 8) + struct.pack("<8Q", 60, 0, 0x140001000, head, head, head, head, pcln)
open("pepclntab", "wb").write((out + blob).ljust(pcln, b"\0") + tab + data)
P
printf '  .text\n  .globl entry\nentry:\n  .fill 960, 1, 0x90\n  .section .rdata,"dr"\n  .incbin "pepclntab"\n' > pego.s
clang-19 --target=x86_64-pc-windows-msvc -c pego.s -o pego.obj
lld-link-19 /nologo /subsystem:console /timestamp:0 /entry:entry /nodefaultlib pego.obj /out:pe-x64-go-absolute.exe
cat > tls.s <<'S'
  .text
  .globl _start
  .type _start,@function
_start:
  .fill 16, 1, 0x90
  .size _start, 16
  .section .tdata,"awT",@progbits
  .globl counter
  .type counter,@object
counter:
  .fill 64, 1, 1
  .size counter, 64
  .section .tbss,"awT",@nobits
  .globl nothing
  .type nothing,@object
nothing:
  .zero 32
  .size nothing, 32
S
clang-19 --target=x86_64-linux-gnu -c tls.s -o tls.o; $LD -static tls.o -o elf-x64-tls
$CC --target=thumbv7-linux-gnueabihf -c app.c -o thumb.o; $CC --target=thumbv7-linux-gnueabihf -c start.c -o thumbstart.o
$LD -static thumbstart.o thumb.o -o elf-armv7-thumb
llvm-objcopy-19 --only-keep-debug elf-x64-debug elf-x64-debug-only
llvm-objcopy-19 --only-keep-debug elf-x64-dynamic-gnu elf-x64-dynamic-debug-only
x86_64-w64-mingw32-objcopy --only-keep-debug pe-x64-vcruntime.exe pe-x64-debug-only.exe
llvm-strip-19 --keep-symbol=_start elf-x64-static -o elf-x64-one-symbol
$CC --target=x86_64-linux-gnu -fPIC -fasynchronous-unwind-tables -c uses.c -o unwound.o
ld -shared -z noseparate-code unwound.o libc.so.6 -o elf-x64-gnu-stubs.so
printf 'int first(int n) { return n * 3; }\n' > a_source_file_of_a_long_name.c
printf 'int first(int); void thunk(void); void __main(void) {} int mainCRTStartup(void) { thunk(); return first(2); }\n' > starts_it.c
printf '  .text\n  .globl thunk\nthunk:\n  .fill 8, 1, 0x90\n' > thunk.s
for f in a_source_file_of_a_long_name starts_it; do x86_64-w64-mingw32-gcc -O1 -fno-ident -ffreestanding -c $f.c -o $f.o; done
x86_64-w64-mingw32-as thunk.s -o thunk.o
x86_64-w64-mingw32-ld --no-insert-timestamp -e mainCRTStartup starts_it.o a_source_file_of_a_long_name.o thunk.o -o pe-x64-gnu-ld.exe
printf '(module (import "env" "memory" (memory i64 1)) (func (export "f")))' > wide.wat
wat2wasm --enable-memory64 wide.wat -o wasm-imports-memory64.wasm

cp elf-* macho-arm64-exe macho-x86_64-exe macho-x86_64-stripped macho-universal macho-arm64-needs-llvm macho-arm64-object.o pe-*.exe coff-x64-object.obj coff-armv7-object.obj wasm-*.wasm "$here/"
ls -l "$here"
