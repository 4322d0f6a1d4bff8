package io.vigie.outbound.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/// Asks name servers for records of any type, which `InetAddress` cannot. Thread-safe; blocks.
public final class DnsClient {
  private final String servers;
  private final Duration firstWait;
  private final int attempts;

  /// @param servers `dns:` for those of the system, or `dns://HOST:PORT/`
  /// @param firstWait for an answer; each further attempt waits twice as long as the one before
  public DnsClient(String servers, Duration firstWait, int attempts) {
    this.servers = servers;
    this.firstWait = firstWait;
    this.attempts = attempts;
  }

  /// The records of a name, each as a zone file has it: `10 5 8080 host.example.`; an empty list if
  /// the name has none of this type, nothing if there is no such name.
  ///
  /// @throws DnsException if no server gives a usable answer
  @SuppressWarnings("BanJNDI") // the DNS provider hands out texts and never deserializes
  public Optional<List<String>> records(String name, String type) throws DnsException {
    try {
      InitialDirContext context = new InitialDirContext(environment());
      try {
        Attribute records = context.getAttributes(name, new String[] {type}).get(type);
        return Optional.of(records == null ? List.of() : texts(records));
      } finally {
        context.close();
      }
    } catch (NameNotFoundException _) {
      return Optional.empty();
    } catch (CommunicationException e) {
      throw new DnsException(true, "could not resolve \"" + name + "\": no name server answers", e);
    } catch (NamingException e) {
      throw new DnsException(false, "could not resolve \"" + name + "\": " + e.getMessage(), e);
    }
  }

  /// The JDK's client takes its settings in this form only.
  @SuppressWarnings("JdkObsolete")
  private Hashtable<String, String> environment() {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, servers);
    environment.put(
        "com.sun.jndi.dns.timeout.initial", Long.toString(Math.max(1, firstWait.toMillis())));
    environment.put("com.sun.jndi.dns.timeout.retries", Integer.toString(attempts));
    return environment;
  }

  private static List<String> texts(Attribute records) throws NamingException {
    List<String> texts = new ArrayList<>();
    NamingEnumeration<?> values = records.getAll();
    while (values.hasMore()) {
      texts.add(String.valueOf(values.next()));
    }
    return texts;
  }
}
