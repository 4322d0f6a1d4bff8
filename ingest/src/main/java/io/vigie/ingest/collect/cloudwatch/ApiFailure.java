package io.vigie.ingest.collect.cloudwatch;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// Says why CloudWatch did not answer, and what can be done about it.
final class ApiFailure {
  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError");
  private static final Set<String> UNKNOWN_KEYS =
      Set.of(
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "AuthFailure",
          "MissingAuthenticationToken",
          "OptInRequired");
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "RequestTimeTooSkewed");
  private static final int LONGEST_MESSAGE = 300;
  private static final int MOST_CAUSES = 10;

  private ApiFailure() {}

  /// @throws InterruptedException if it did not answer because nobody waits any more
  static IOException of(SdkException e, String action, String region) throws InterruptedException {
    if (e instanceof AbortedException || Thread.interrupted()) {
      throw new InterruptedException();
    }
    String what = "CloudWatch in " + region + ", " + action + ": ";
    return new IOException(
        e instanceof AwsServiceException refusal
            ? what + refusal(refusal)
            : what + withoutAnswer(e, region),
        e);
  }

  private static String refusal(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? "" : String.valueOf(details.errorCode());
    String message = details == null ? "" : String.valueOf(details.errorMessage());
    String said = "%s (%s): %s".formatted(code, e.statusCode(), abbreviate(message));
    if (DENIED.contains(code)) {
      return said + ": allow these keys cloudwatch:ListMetrics and cloudwatch:GetMetricData";
    }
    if (UNKNOWN_KEYS.contains(code)) {
      return said + ": are the keys right, and of an account that has this region?";
    }
    if (EXPIRED.contains(code)) {
      return said + ": the keys have ended, or the clock of this machine is wrong";
    }
    return e.isThrottlingException()
        ? said + ": asked too often: ask for fewer services, or give a longer period"
        : said;
  }

  private static String withoutAnswer(SdkException e, String region) {
    Throwable cause = e;
    for (int i = 0; i < MOST_CAUSES && cause.getCause() != null; i++) {
      cause = cause.getCause();
      if (cause instanceof UnknownHostException) {
        return "%s cannot be found: is %s a region, and is there a name server?"
            .formatted(abbreviate(String.valueOf(cause.getMessage())), region);
      }
    }
    String message = abbreviate(String.valueOf(e.getMessage()));
    return message.startsWith("Unable to load credentials")
        ? "there are no keys: give access_key and secret_key_file, or a profile, or a role to this"
            + " machine"
        : message;
  }

  private static String abbreviate(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
  }
}
