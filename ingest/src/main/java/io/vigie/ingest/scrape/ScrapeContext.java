package io.vigie.ingest.scrape;

import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Tracer;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.BodyBuffers;
import java.time.InstantSource;
import java.util.Map;

/// What all pools and loops share.
///
/// @param inProcessTargets by the address under which they are scraped; may change at any time
/// @param tracer is told of each scrape
record ScrapeContext(
    MetricStore store,
    ScrapeMeters meters,
    InstantSource clock,
    Ticker ticker,
    Sleeper sleeper,
    BodyBuffers buffers,
    WireRecognition recognition,
    Map<String, InProcessTarget> inProcessTargets,
    ScrapeOptions options,
    Tracer tracer) {}
