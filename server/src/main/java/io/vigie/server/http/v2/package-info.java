/// The API of Alertmanager, version 2: one class per resource. Start at [AlertmanagerApi]. Asks
/// `alerts`; speaks no HTTP itself.
@NullMarked
package io.vigie.server.http.v2;

import org.jspecify.annotations.NullMarked;
