#!/usr/bin/env bash
# Fails when an executable is over its budget. Exactly at the budget is within it.
set -euo pipefail

target=$1
case $target in
  wasm32-*) file=target/$target/release/clawft-wasm.wasm; most=307200 ;;
  *-windows-*) file=target/$target/release/weft.exe; most=15728640 ;;
  *) file=target/$target/release/weft; most=15728640 ;;
esac

size=$(wc -c < "$file")
echo "$file: $size bytes of $most"
test "$size" -le "$most"
