/// Asking Amazon's services: who one is, signing, the XML of the query API. Start at [AwsQuery];
/// depends on `outbound`.
@NullMarked
package io.vigie.ingest.discovery.aws;

import org.jspecify.annotations.NullMarked;
