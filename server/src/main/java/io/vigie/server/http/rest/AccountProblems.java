package io.vigie.server.http.rest;

import io.vigie.server.http.Problem;
import io.vigie.server.security.AccountException;

/// Tells callers what [AccountException] says.
final class AccountProblems {
  private AccountProblems() {}

  static Problem of(AccountException e) {
    int status =
        switch (e.reason()) {
          case INVALID -> 422;
          case ABSENT -> 404;
          case CONFLICT -> 409;
          case FORBIDDEN -> 403;
        };
    return new Problem(status, String.valueOf(e.getMessage()));
  }
}
