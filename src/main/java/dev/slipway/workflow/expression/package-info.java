/// GitHub's expression language, three-valued: a value, a text with holes, or unknown with the reason.
@NullMarked
package dev.slipway.workflow.expression;

import org.jspecify.annotations.NullMarked;
