/// The discoveries themselves, one file or a few for each kind. Start at [Discoveries], which makes
/// one of a configuration; depends on `discovery`, its readers and `outbound`.
@NullMarked
package io.vigie.ingest.discovery.source;

import org.jspecify.annotations.NullMarked;
