package io.vigie.server.http;

import io.javalin.http.Context;
import io.vigie.server.security.AuditLog;
import io.vigie.server.security.Principal;

/// Writes down every request that changed something: who, when, from where, what; and what was
/// before and after, where the one who answered said it.
final class AuditTrail {
  private static final String BEFORE = "vigie.audit.before";
  private static final String AFTER = "vigie.audit.after";
  private static final String ASKED = "vigie.audit.asked";

  private final AuditLog log;

  AuditTrail(AuditLog log) {
    this.log = log;
  }

  static void note(Context context, String before, String after) {
    context.attribute(BEFORE, before);
    context.attribute(AFTER, after);
  }

  /// The request changed nothing, whatever its method.
  static void noteAsked(Context context) {
    context.attribute(ASKED, true);
  }

  /// To be called when the request is answered.
  void answered(Context context) {
    String before = context.attribute(BEFORE);
    String after = context.attribute(AFTER);
    boolean said = before != null || after != null;
    boolean changes =
        AccessControl.accessOf(context).isAudited()
            && !AccessControl.onlyReads(context)
            && context.attribute(ASKED) == null;
    if (context.statusCode() >= 400 || !(said || changes)) {
      return;
    }
    log.record(
        AccessControl.principalOf(context).map(Principal::name).orElse(""),
        ClientAddress.of(context),
        context.method().name() + " " + RequestMeters.handler(context),
        context.path(),
        before == null ? "" : before,
        after == null ? "" : after);
  }
}
