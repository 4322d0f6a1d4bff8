/// Collectors built into this process: what exporters do beside a server elsewhere. A [Collector]
/// writes what it finds with [ExpositionWriter]; a [CollectorTarget] gives it a thread and a
/// deadline, and makes it an in-process target of `scrape`, so that its samples are taken like
/// everybody's. Start at [Collectors]; the kinds are in the packages below, `host` for this
/// machine.
@NullMarked
package io.vigie.ingest.collect;

import org.jspecify.annotations.NullMarked;
