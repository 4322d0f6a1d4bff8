package io.vigie.health.check;

import com.google.re2j.Pattern;
import io.vigie.health.HealthState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import javax.naming.CommunicationException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/// Asks a name server for the records of a name.
final class DnsProbe implements Probe {
  private static final int MAX_SHOWN = 10;

  private final CheckTarget.Dns target;
  private final Duration timeout;
  private final Pattern expect;

  DnsProbe(CheckTarget.Dns target, Duration timeout) {
    this.target = target;
    this.timeout = timeout;
    this.expect = Pattern.compile(target.expect());
  }

  @Override
  public Seen look() {
    List<String> records;
    try {
      records = records();
    } catch (NameNotFoundException e) {
      return Seen.bad("resolve", "there is no name " + target.name());
    } catch (CommunicationException e) {
      return Seen.bad("timeout", "the name server did not answer: " + e.getMessage());
    } catch (NamingException e) {
      return Seen.bad("resolve", target.name() + ": " + e.getMessage());
    }
    Map<String, String> details =
        Map.of("records", String.join(", ", records.stream().limit(MAX_SHOWN).toList()));
    if (records.isEmpty()) {
      return Seen.bad("resolve", "the name " + target.name() + " has no " + target.type());
    }
    if (records.stream().noneMatch(record -> expect.matcher(record).find())) {
      return Seen.bad("answer", "no record matches " + target.expect(), details);
    }
    return Seen.well(HealthState.HEALTHY, details);
  }

  @SuppressWarnings("BanJNDI") // the DNS provider hands out texts and never deserializes
  private List<String> records() throws NamingException {
    InitialDirContext context = new InitialDirContext(environment());
    try {
      Attribute found =
          context.getAttributes(target.name(), new String[] {target.type()}).get(target.type());
      List<String> records = new ArrayList<>();
      if (found != null) {
        NamingEnumeration<?> values = found.getAll();
        while (values.hasMore()) {
          records.add(String.valueOf(values.next()));
        }
      }
      records.sort(String::compareTo);
      return records;
    } finally {
      context.close();
    }
  }

  /// The JDK's client takes its settings in this form only. It asks twice, the second time for
  /// twice as long.
  @SuppressWarnings("JdkObsolete")
  private Hashtable<String, String> environment() {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    environment.put(
        "java.naming.provider.url",
        target.nameServer().map(server -> "dns://" + server + "/").orElse("dns:"));
    environment.put(
        "com.sun.jndi.dns.timeout.initial", Long.toString(Math.max(1, timeout.toMillis() / 3)));
    environment.put("com.sun.jndi.dns.timeout.retries", "2");
    return environment;
  }
}
