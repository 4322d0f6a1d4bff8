/// What measures the server from outside. Start at [ScrapeBenchmark]; may use every room.
@NullMarked
package io.vigie.benchmarks;

import org.jspecify.annotations.NullMarked;
