/// What a release is built for, where and how: target triples, the dated table of runner labels, native or cross, and the plan of expected files with the source of every name.
@NullMarked
package dev.slipway.target;

import org.jspecify.annotations.NullMarked;
