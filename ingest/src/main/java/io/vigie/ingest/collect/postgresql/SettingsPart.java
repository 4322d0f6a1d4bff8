package io.vigie.ingest.collect.postgresql;

import io.vigie.ingest.collect.ExpositionWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// Every setting that is a number or a truth value, in seconds and bytes: `pg_settings_…`. Those of
/// this connection alone, such as its timeouts, are told as others have them.
final class SettingsPart implements PostgresPart {
  private static final String SQL =
      """
      select name,
        case
          when name = 'transaction_read_only' and not pg_is_in_recovery() then
            (select reset_val from pg_settings where name = 'default_transaction_read_only')
          when source = 'session' then reset_val
          when source = 'client' then boot_val
          else setting
        end as setting,
        coalesce(unit, '') as unit, short_desc, vartype
      from pg_settings
      where vartype in ('bool', 'integer', 'real') and name <> 'sync_commit_cancel_wait'
      """;

  private static final Map<String, Double> SECONDS =
      Map.of("ms", 1e-3, "s", 1d, "min", 60d, "h", 3600d, "d", 86_400d);

  private static final Map<String, Integer> KIBIBYTES =
      Map.of("kB", 1, "8kB", 8, "16kB", 16, "32kB", 32, "MB", 1 << 10, "GB", 1 << 20);

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public void collect(Connection connection, ExpositionWriter out) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SQL)) {
      while (rows.next()) {
        write(
            out,
            rows.getString("name"),
            rows.getString("setting"),
            rows.getString("unit"),
            rows.getString("short_desc"));
      }
    }
  }

  private static void write(
      ExpositionWriter out, String setting, String text, String unit, String description) {
    double number = number(text);
    String suffix = "";
    double factor = 1;
    String help = description == null ? "" : description;
    if (SECONDS.containsKey(unit)) {
      suffix = "_seconds";
      factor = SECONDS.getOrDefault(unit, 1d);
    } else if (bytes(unit) > 0) {
      suffix = "_bytes";
      factor = bytes(unit);
    }
    if (!suffix.isEmpty()) {
      help += " [Units converted to " + suffix.substring(1) + ".]";
    }
    // -1 says "off" or "as another setting", in whatever unit.
    out.gauge("pg_settings_" + setting.replace('.', '_') + suffix, help)
        .add(number == -1 ? number : number * factor);
  }

  private static double number(String text) {
    return switch (text) {
      case "on" -> 1;
      case "off" -> 0;
      default -> Double.parseDouble(text);
    };
  }

  /// 0 if it is no unit of sizes.
  private static double bytes(String unit) {
    if (unit.equals("B")) {
      return 1;
    }
    if (KIBIBYTES.containsKey(unit)) {
      return 1024d * KIBIBYTES.getOrDefault(unit, 0);
    }
    return unit.matches("[0-9]+MB")
        ? Long.parseLong(unit.substring(0, unit.length() - 2)) * 1024d * 1024
        : 0;
  }
}
