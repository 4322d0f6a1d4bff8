/// Links in messages by which people act without logging in: signed, so that nobody can make or
/// change one, and good for a while. Start at [SignedLinks]. Depends on `receiver`, `store`.
@NullMarked
package io.vigie.alerts.link;

import org.jspecify.annotations.NullMarked;
