/// Texts of alerts: labels and annotations are templates. Start at [AlertTexts]; depends on
/// `template`, `promql` and `model`.
@NullMarked
package io.vigie.rules.template;

import org.jspecify.annotations.NullMarked;
