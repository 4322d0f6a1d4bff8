/// Why an alert did, or did not, reach somebody: the chain from its rule to the provider's answer,
/// link by link, until the one that broke. Start at [Why]. Asks `rules`, `promql` and `alerts`.
@NullMarked
package io.vigie.server.why;

import org.jspecify.annotations.NullMarked;
