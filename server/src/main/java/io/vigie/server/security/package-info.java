/// Who may come in and what for: users, API tokens, sessions, tokens of other issuers, and the log
/// of what people changed. Start at [Authentication]. Knows the state doors of `model` and the
/// configuration, nothing of HTTP.
@NullMarked
package io.vigie.server.security;

import org.jspecify.annotations.NullMarked;
