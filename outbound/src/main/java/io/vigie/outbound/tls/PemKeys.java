package io.vigie.outbound.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads private keys in PEM: PKCS#8 (`PRIVATE KEY`), PKCS#1 (`RSA PRIVATE KEY`) and SEC 1 (`EC
/// PRIVATE KEY`). The JDK reads only the first, so the others are wrapped into it (RFC 5208, RFC
/// 5915).
public final class PemKeys {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----([^-]*)-----END \\1-----");

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int CONTEXT_0 = 0xa0;
  private static final byte[] VERSION_0 = {2, 1, 0};

  /// AlgorithmIdentifier of `rsaEncryption`, with its NULL parameter.
  private static final byte[] RSA_ALGORITHM = {
    0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  /// Object identifier of `ecPublicKey`.
  private static final byte[] EC_IDENTIFIER = {
    6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1
  };

  private PemKeys() {}

  /// The first private key of a PEM text.
  ///
  /// @throws GeneralSecurityException if there is none, or it is encrypted or of an unknown kind;
  ///   the message never holds a part of the key
  public static PrivateKey parse(String pem) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw new InvalidKeyException("there is no private key in PEM format");
    }
    byte[] der = decode(block.group(2));
    return switch (block.group(1)) {
      case "PRIVATE KEY" -> pkcs8(der);
      case "RSA PRIVATE KEY" -> pkcs8(sequence(VERSION_0, RSA_ALGORITHM, value(OCTET_STRING, der)));
      case "EC PRIVATE KEY" -> pkcs8(wrapEc(der));
      default ->
          throw new InvalidKeyException(
              "the private key is encrypted; decrypt it with: openssl pkey -in FILE -out FILE");
    };
  }

  private static byte[] decode(String base64) throws InvalidKeyException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("the private key is not valid PEM");
    }
  }

  private static PrivateKey pkcs8(byte[] der) throws InvalidKeyException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
    return Stream.of("RSA", "EC", "EdDSA", "RSASSA-PSS")
        .flatMap(algorithm -> tryAs(algorithm, spec).stream())
        .findFirst()
        .orElseThrow(
            () -> new InvalidKeyException("the private key is neither RSA nor EC nor EdDSA"));
  }

  private static Optional<PrivateKey> tryAs(String algorithm, PKCS8EncodedKeySpec spec) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /// The curve stands inside the SEC 1 structure, in context tag 0; PKCS#8 wants it outside.
  private static byte[] wrapEc(byte[] der) throws InvalidKeyException {
    try {
      int position = contentStart(der, 0); // SEQUENCE
      position = skip(der, position); // version
      position = skip(der, position); // the number itself
      if ((der[position] & 0xff) != CONTEXT_0) {
        throw new InvalidKeyException("the EC private key does not name its curve");
      }
      byte[] curve = Arrays.copyOfRange(der, contentStart(der, position), skip(der, position));
      return sequence(VERSION_0, sequence(EC_IDENTIFIER, curve), value(OCTET_STRING, der));
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new InvalidKeyException("the EC private key ends too early");
    }
  }

  private static int skip(byte[] der, int at) {
    return contentStart(der, at) + length(der, at);
  }

  private static int contentStart(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = length << 8 | (der[at + 2 + i] & 0xff);
    }
    return length;
  }

  private static byte[] sequence(byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    return value(SEQUENCE, content.toByteArray());
  }

  private static byte[] value(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      int bytes = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(content.length >> (8 * i));
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
