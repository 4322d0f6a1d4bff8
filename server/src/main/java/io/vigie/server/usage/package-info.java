/// Which of the stored metrics are of use to anybody. Start at
/// [io.vigie.server.usage.QueriedMetrics]; depends on `model`.
@NullMarked
package io.vigie.server.usage;

import org.jspecify.annotations.NullMarked;
