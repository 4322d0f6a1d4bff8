/// What batch jobs push under `/metrics/job/…`, kept and written again at every interval as if it
/// were scraped. Start at [Pushgateway].
@NullMarked
package io.vigie.ingest.pushgateway;

import org.jspecify.annotations.NullMarked;
