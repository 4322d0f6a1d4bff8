/// `msteams_configs`: message cards.
@NullMarked
package io.vigie.alerts.receiver.msteams;

import org.jspecify.annotations.NullMarked;
