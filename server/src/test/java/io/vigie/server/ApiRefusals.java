package io.vigie.server;

/// What every operation answers to whoever must not ask, asks too much, or speaks no proper HTTP.
///
/// @param guarded a server that asks for credentials, where strangers may ask little
/// @param open a server that asks nobody
record ApiRefusals(ApiContract contract, StartedVigie guarded, StartedVigie open) {
  private static final String LONG = "x".repeat(300_000);

  /// No proper HTTP, and what does not fit.
  void badRequests() {
    for (DocumentedOperation operation : contract.answering(400, _ -> true)) {
      String request = ApiContract.request(operation).replace("Host: localhost", "Host: a b");
      contract.raw(open, 400, operation, request);
      contract.raw(open, 431, operation, ApiContract.request(operation, "X-Long: " + LONG));
      String target = ApiContract.target(operation);
      contract.raw(
          open,
          414,
          operation,
          ApiContract.request(operation).replace(target + " ", target + "?x=" + LONG + " "));
    }
  }

  /// A body that says of itself that it is larger than any that is read.
  void tooLarge() {
    for (DocumentedOperation operation :
        contract.answering(413, each -> each.requestType().isPresent())) {
      contract.raw(
          open,
          413,
          operation,
          ApiContract.head(operation, "Content-Length: 1000000000000") + "\r\n{");
    }
  }

  /// Who has no credential, or comes through a proxy where nobody is asked; in the end they have
  /// asked too much.
  void strangers() {
    for (DocumentedOperation operation : contract.operations()) {
      contract.raw(
          open, 403, operation, ApiContract.request(operation, "X-Forwarded-For: 192.0.2.1"));
      contract.raw(
          guarded, 401, operation, ApiContract.request(operation, "Authorization: Bearer x"));
    }
    exhaust();
    for (DocumentedOperation operation : contract.operations()) {
      contract.raw(guarded, 429, operation, ApiContract.request(operation));
    }
  }

  private void exhaust() {
    int status = 0;
    for (int i = 0; i < 1_000 && status != 429; i++) {
      try {
        status = guarded.get("/api/metrics/system").statusCode();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /// The server has begun to stop.
  void stopping() {
    for (DocumentedOperation operation : contract.answering(503, _ -> true)) {
      contract.raw(open, 503, operation, ApiContract.request(operation));
    }
  }
}
