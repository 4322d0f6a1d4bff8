package io.vigie.config.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// Who the client says it is. At most one way can be configured.
public sealed interface HttpCredentials {
  /// Nobody in particular.
  static HttpCredentials none() {
    return new Anonymous();
  }

  /// Nobody.
  record Anonymous() implements HttpCredentials {}

  /// `basic_auth`: user name and password in each request.
  record BasicAuth(SecretSource username, SecretSource password) implements HttpCredentials {}

  /// `authorization` (and the older `bearer_token`): the header `Authorization: <type>
  /// <credentials>`.
  record Authorization(String type, SecretSource credentials) implements HttpCredentials {}

  /// `oauth2`: a token asked for at `tokenUrl` and renewed as it expires.
  ///
  /// @param tls how to connect to the token server
  /// @param proxy how to reach the token server
  /// @param assertion how to sign the request if `grantType` is [#JWT_BEARER]
  record OAuth2(
      String clientId,
      SecretSource clientSecret,
      String grantType,
      URI tokenUrl,
      List<String> scopes,
      Map<String, String> endpointParams,
      JwtAssertion assertion,
      TlsConfig tls,
      ProxyConfig proxy)
      implements HttpCredentials {
    public static final String CLIENT_CREDENTIALS = "client_credentials";
    public static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public OAuth2 {
      scopes = List.copyOf(scopes);
      endpointParams = Map.copyOf(endpointParams);
    }
  }

  /// What an RFC 7523 token request is signed with and says.
  ///
  /// @param signatureAlgorithm `RS256`, `RS384` or `RS512`
  /// @param issuer empty means the client id
  /// @param audience empty means the token URL
  record JwtAssertion(
      SecretSource certificateKey,
      String certificateKeyId,
      String signatureAlgorithm,
      String issuer,
      String audience,
      Map<String, Object> claims) {
    public static final JwtAssertion NONE =
        new JwtAssertion(SecretSource.none(), "", "RS256", "", "", Map.of());

    public JwtAssertion {
      claims = Map.copyOf(claims);
    }
  }
}
