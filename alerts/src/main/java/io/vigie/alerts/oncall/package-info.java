/// Who is to be called when: people and the ways to reach them ([User]), and schedules of who is on
/// call ([Schedule]), with overrides. Start at [OnCall]. Depends on `config` only.
@NullMarked
package io.vigie.alerts.oncall;

import org.jspecify.annotations.NullMarked;
