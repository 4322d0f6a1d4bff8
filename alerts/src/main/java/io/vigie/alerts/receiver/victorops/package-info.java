/// `victorops_configs`: events of Splunk On-Call's generic endpoint.
@NullMarked
package io.vigie.alerts.receiver.victorops;

import org.jspecify.annotations.NullMarked;
