/// Going to a PostgreSQL server as configured. Start at [PostgresAddress]; knows the driver, so
/// that those who ask a database do not need to.
@NullMarked
package io.vigie.outbound.postgresql;

import org.jspecify.annotations.NullMarked;
