/// From an alert to the person who must know: routing, grouping, inhibition, silences,
/// notification. Start reading at [Alerting]. Depends on `template`, `outbound`, `config` and
/// `model`; knows nothing of PromQL.
@NullMarked
package io.vigie.alerts;

import org.jspecify.annotations.NullMarked;
