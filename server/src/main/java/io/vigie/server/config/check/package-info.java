/// What `vigie check config` does. Start at [ConfigCheck]; depends on `server.config`.
@NullMarked
package io.vigie.server.config.check;

import org.jspecify.annotations.NullMarked;
