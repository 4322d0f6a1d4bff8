/// Issues in Jira, one for each group.
@NullMarked
package io.vigie.alerts.receiver.jira;

import org.jspecify.annotations.NullMarked;
