/// Alerting rules that are made by API rather than in files: a threshold, or an expression. Start
/// at [ApiRules].
@NullMarked
package io.vigie.server.apirules;

import org.jspecify.annotations.NullMarked;
