package io.vigie.server.config;

import io.vigie.catalog.CatalogAddress;
import io.vigie.config.http.SecretReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.io.IOException;

/// `vigie.catalog`: a PostgreSQL database for what is not a sample, in place of a file in the data
/// directory. Immutable; compares by value.
///
/// @param url `jdbc:postgresql://host:port/database`
public record CatalogConfig(String url, String user, SecretSource password) {
  static CatalogConfig read(MappingReader reader) {
    String url = reader.string("url");
    String user = reader.string("user");
    SecretSource password =
        SecretReader.source(reader, "password", "say password or password_file, not both");
    reader.finish();
    if (!url.startsWith("jdbc:postgresql://")) {
      throw reader.error("url", "url: write jdbc:postgresql://host:port/database");
    }
    if (url.matches("(?s).*[?&](user|password)=.*")) {
      throw reader.error(
          "url", "url: write the user under user, and the password under password_file");
    }
    return new CatalogConfig(url, user, password);
  }

  /// The database, with the password as it is now.
  ///
  /// @throws IOException if the file with the password cannot be read
  public CatalogAddress address() throws IOException {
    return new CatalogAddress.PostgreSql(url, user, password.read().reveal());
  }
}
