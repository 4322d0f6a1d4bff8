/// Which ways in are open beside scraping, remote write and OTLP: the section `vigie.push`.
@NullMarked
package io.vigie.ingest.push;

import org.jspecify.annotations.NullMarked;
