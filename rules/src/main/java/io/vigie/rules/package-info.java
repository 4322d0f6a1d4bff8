/// Recording and alerting rules on schedule: from stored samples to recorded series and alerts.
/// Depends on `promql`, `template`, `config` and `model`.
@NullMarked
package io.vigie.rules;

import org.jspecify.annotations.NullMarked;
