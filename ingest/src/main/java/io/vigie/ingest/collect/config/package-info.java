/// Reads the list `vigie.collectors`. Start at [CollectorConfigReader]; knows every kind of
/// collector.
@NullMarked
package io.vigie.ingest.collect.config;

import org.jspecify.annotations.NullMarked;
