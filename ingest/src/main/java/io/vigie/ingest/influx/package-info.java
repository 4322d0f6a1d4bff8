/// InfluxDB's line protocol, as Telegraf and many libraries send it. Start at [InfluxReceiver].
@NullMarked
package io.vigie.ingest.influx;

import org.jspecify.annotations.NullMarked;
