#!/bin/sh
# Draws every picture of the icon anew from slipway.svg. Needs rsvg-convert and a JDK; run it after changing the SVG.
set -eu
cd "$(dirname "$0")"
for size in 16 24 32 48 64 128 256 512 1024; do
  rsvg-convert --width=$size --height=$size --output=slipway-$size.png slipway.svg
done
java IconContainers.java
rm slipway-1024.png
