/// What messages are made of: the data that notification templates see, the functions they call,
/// and the templates that everyone may use without writing them. Start at `MessageTemplates`.
@NullMarked
package io.vigie.alerts.message;

import org.jspecify.annotations.NullMarked;
