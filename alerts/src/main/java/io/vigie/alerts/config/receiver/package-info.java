/// The settings of the 18 integrations, one record each, defaults filled in and `global` settings
/// inherited. Start at [IntegrationConfig]. Texts are templates unless said otherwise.
@NullMarked
package io.vigie.alerts.config.receiver;

import org.jspecify.annotations.NullMarked;
