/// The alerts that are known now. Start at [AlertStore]. Depends on `model` only.
@NullMarked
package io.vigie.alerts.store;

import org.jspecify.annotations.NullMarked;
