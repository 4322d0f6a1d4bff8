/// The file `alertmanager.yml`: what it may hold, read strictly, with positions. Start at
/// [AlertmanagerConfigReader]. Depends on `config`, `template`, and the packages of the values that
/// the file holds.
@NullMarked
package io.vigie.alerts.config;

import org.jspecify.annotations.NullMarked;
