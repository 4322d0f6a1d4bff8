/// Asking Amazon's services: who one is, signing, the XML of the query API. Start at [AwsQuery];
/// depends on the HTTP client of this module.
@NullMarked
package io.vigie.outbound.aws;

import org.jspecify.annotations.NullMarked;
