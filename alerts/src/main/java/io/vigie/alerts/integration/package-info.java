/// Where all receivers come together: makes an integration of each kind of settings. Knows every
/// receiver; none of them knows it.
@NullMarked
package io.vigie.alerts.integration;

import org.jspecify.annotations.NullMarked;
