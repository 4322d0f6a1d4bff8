package io.vigie.outbound.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PemKeysTest {
  private static String pem(String type, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(der), type);
  }

  private static PrivateKey rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair().getPrivate();
  }

  @Test
  void readsPkcs8() throws Exception {
    PrivateKey key = rsa();
    assertThat(PemKeys.parse("junk before\n" + pem("PRIVATE KEY", key.getEncoded())))
        .isEqualTo(key);
  }

  @Test
  void readsPkcs1() throws Exception {
    PrivateKey key = rsa();
    // PKCS#8 holds the PKCS#1 structure as its last part, behind 26 bytes.
    byte[] pkcs1 = Arrays.copyOfRange(key.getEncoded(), 26, key.getEncoded().length);
    assertThat(PemKeys.parse(pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
  }

  @Test
  void readsSec1WithItsCurve() throws Exception {
    // openssl ecparam -name prime256v1 -genkey -noout
    String sec1 =
        """
        -----BEGIN EC PRIVATE KEY-----
        %s
        -----END EC PRIVATE KEY-----
        """
            .formatted(Base64.getMimeEncoder().encodeToString(sec1Prime256v1()));
    PrivateKey key = PemKeys.parse(sec1);
    assertThat(key.getAlgorithm()).isEqualTo("EC");
  }

  /// A SEC 1 key made by hand: version 1, a 32-byte number, the curve's object identifier.
  private static byte[] sec1Prime256v1() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    byte[] number =
        ((java.security.interfaces.ECPrivateKey) generator.generateKeyPair().getPrivate())
            .getS()
            .toByteArray();
    byte[] fixed = new byte[32];
    System.arraycopy(
        number,
        Math.max(0, number.length - 32),
        fixed,
        Math.max(0, 32 - number.length),
        Math.min(32, number.length));
    byte[] der = new byte[2 + 3 + 34 + 12];
    byte[] head = {0x30, 49, 2, 1, 1, 4, 32};
    byte[] curve = {(byte) 0xa0, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7};
    System.arraycopy(head, 0, der, 0, head.length);
    System.arraycopy(fixed, 0, der, 7, 32);
    System.arraycopy(curve, 0, der, 39, curve.length);
    return der;
  }

  @Test
  void refusesWhatIsNoKeyWithoutShowingIt() {
    assertThatThrownBy(() -> PemKeys.parse("s3cret"))
        .hasMessage("there is no private key in PEM format");
    assertThatThrownBy(() -> PemKeys.parse(pem("PRIVATE KEY", "s3cret".getBytes())))
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> PemKeys.parse(pem("EC PRIVATE KEY", new byte[] {0x30, 1})))
        .hasMessageContaining("ends too early");
    assertThatThrownBy(() -> PemKeys.parse(pem("ENCRYPTED PRIVATE KEY", new byte[8])))
        .hasMessageContaining("decrypt it with");
  }
}
