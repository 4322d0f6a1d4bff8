package io.vigie.promql.eval;

/// On whose behalf a query is evaluated; nothing but logs depends on it. Bound by whoever asks an
/// engine, read by a [QueryListener]:
///
/// ```
/// ScopedValue.where(QueryOrigin.CURRENT, new RuleGroup(file, name)).call(() -> engine.instant(…))
/// ```
public sealed interface QueryOrigin {
  ScopedValue<QueryOrigin> CURRENT = ScopedValue.newInstance();

  /// A request over HTTP.
  ///
  /// @param clientAddress IP address, without port
  record HttpRequest(String clientAddress, String method, String path) implements QueryOrigin {}

  /// A group of a rule file.
  record RuleGroup(String file, String name) implements QueryOrigin {}
}
