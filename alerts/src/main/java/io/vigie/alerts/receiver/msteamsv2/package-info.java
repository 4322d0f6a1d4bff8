/// `msteamsv2_configs`: adaptive cards, as flows take them.
@NullMarked
package io.vigie.alerts.receiver.msteamsv2;

import org.jspecify.annotations.NullMarked;
