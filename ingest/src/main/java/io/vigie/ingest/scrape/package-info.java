/// Going to fetch what targets say. What a job is told is [ScrapeConfig]. Depends on `model`,
/// `config`, `outbound` and the neighbours `discovery`, `relabel`, `exposition`.
@NullMarked
package io.vigie.ingest.scrape;

import org.jspecify.annotations.NullMarked;
