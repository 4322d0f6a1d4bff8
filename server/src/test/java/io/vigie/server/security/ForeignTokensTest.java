package io.vigie.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.vigie.config.http.Secret;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.security.Authentication.Outcome;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryStateStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForeignTokensTest {
  private HttpServer jwks;
  private ECKey key;
  private Authentication authentication;

  @BeforeEach
  void publishKeys() throws Exception {
    key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    byte[] published = new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
    jwks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    jwks.createContext(
        "/jwks",
        exchange -> {
          exchange.sendResponseHeaders(200, published.length);
          exchange.getResponseBody().write(published);
          exchange.close();
        });
    jwks.start();
    authentication =
        trusting(
            read(
                """
                issuer: https://id.example.org
                audience: vigie
                jwks_url: http://127.0.0.1:%d/jwks
                role_claim: realm_access.roles
                roles: {admin: [ops], viewer: [everybody, guests]}
                """
                    .formatted(jwks.getAddress().getPort())));
  }

  @AfterEach
  void stop() {
    jwks.stop(0);
  }

  private static ForeignIssuer read(String yaml) {
    return ForeignIssuer.read(YamlFile.parse("test.yml", Path.of(""), yaml).mapping());
  }

  private static Authentication trusting(ForeignIssuer issuer) throws Exception {
    FakeClock clock = new FakeClock();
    Passwords passwords = new Passwords();
    Authentication authentication = new Authentication(Map.of(), passwords, clock, Meters.NONE);
    authentication.demandAccounts(
        Accounts.open(new InMemoryStateStore(clock), clock, passwords),
        new SecurityConfig(
            SessionLifetimes.DEFAULT,
            Optional.empty(),
            SecurityConfig.DEFAULT.auditRetention(),
            List.of(issuer)));
    return authentication;
  }

  private static JWTClaimsSet.Builder claims(String... roles) {
    return new JWTClaimsSet.Builder()
        .issuer("https://id.example.org")
        .audience("vigie")
        .subject("ann")
        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
        .claim("realm_access", Map.of("roles", List.of(roles)));
  }

  private Optional<Principal> show(JWTClaimsSet claims) throws Exception {
    return show(claims, JWSAlgorithm.ES256, new ECDSASigner(key));
  }

  private Optional<Principal> show(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer)
      throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("k1").build(), claims);
    token.sign(signer);
    Outcome outcome =
        authentication.check(new Credential.Bearer(Secret.of(token.serialize())), "192.0.2.1");
    return outcome instanceof Outcome.Known(Principal principal)
        ? Optional.of(principal)
        : Optional.empty();
  }

  @Test
  void aTokenSignedWithAPublishedKeyGivesTheHighestRoleThatFits() throws Exception {
    Principal ann = show(claims("guests", "ops").build()).orElseThrow();
    assertThat(ann.name()).isEqualTo("ann");
    assertThat(ann.permissions()).isEqualTo(Role.ADMIN.permissions());
    assertThat(ann.isOwnerOfAccount()).isFalse();
    assertThat(show(claims("guests").build()).orElseThrow().permissions())
        .containsExactly(Permission.READ);
  }

  @Test
  void whoHasNoRoleIsNobody() throws Exception {
    assertThat(show(claims("strangers").build())).isEmpty();
  }

  @Test
  void aTokenForOthersOfOthersOrOfYesterdayIsNone() throws Exception {
    assertThat(show(claims("ops").audience("another").build())).isEmpty();
    assertThat(show(claims("ops").issuer("https://evil.example.org").build())).isEmpty();
    assertThat(
            show(claims("ops").expirationTime(Date.from(Instant.now().minusSeconds(3600))).build()))
        .isEmpty();
    assertThat(show(claims("ops").expirationTime(null).build())).isEmpty();
  }

  @Test
  void aTokenSignedWithAnotherKeyIsNone() throws Exception {
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    assertThat(show(claims("ops").build(), JWSAlgorithm.ES256, new ECDSASigner(other))).isEmpty();
  }

  @Test
  void aTokenSignedWithThePublicKeyAsIfItWereASecretIsNone() throws Exception {
    byte[] known = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    assertThat(show(claims("ops").build(), JWSAlgorithm.HS256, new MACSigner(known))).isEmpty();
  }

  @Test
  void anIssuerWithoutWhatItNeedsIsAnError() {
    assertThatThrownBy(() -> read("{issuer: x, audience: y}")).hasMessageContaining("jwks_url");
    assertThatThrownBy(
            () -> read("{issuer: x, audience: y, jwks_url: 'http://h/', default_role: boss}"))
        .hasMessageContaining("viewer, editor and admin");
  }
}
