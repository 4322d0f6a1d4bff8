/// The pages behind the links in messages: one that asks, and only what is sent from there acts,
/// since mail programs follow every link that they see. Start at [LinkPages].
@NullMarked
package io.vigie.server.http.link;

import org.jspecify.annotations.NullMarked;
