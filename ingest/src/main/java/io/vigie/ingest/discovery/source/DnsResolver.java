package io.vigie.ingest.discovery.source;

import java.io.IOException;
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

/// Asks name servers for records of any type, which `InetAddress` cannot. Short names are completed
/// with the search list of the system. Thread-safe; blocks for at most some seconds.
final class DnsResolver {
  private final String servers;
  private final SearchList searchList;

  DnsResolver(String servers, SearchList searchList) {
    this.servers = servers;
    this.searchList = searchList;
  }

  /// One that asks the system's name servers.
  static DnsResolver ofSystem() {
    return new DnsResolver("dns:", SearchList.ofSystem());
  }

  /// The records of a name, each as a zone file has it: `10 5 8080 host.example.`; none if the name
  /// does not exist or has none of this type.
  ///
  /// @throws IOException if no server gives a usable answer
  List<String> lookup(String name, String type) throws IOException {
    Optional<IOException> failure = Optional.empty();
    for (String candidate : searchList.candidates(name)) {
      try {
        Optional<List<String>> records = query(candidate, type);
        if (records.isPresent()) {
          return records.get();
        }
      } catch (IOException e) {
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return List.of();
  }

  /// @return nothing if the name does not exist
  @SuppressWarnings("BanJNDI") // the DNS provider hands out texts and never deserializes
  private Optional<List<String>> query(String name, String type) throws IOException {
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
      throw new IOException("could not resolve \"" + name + "\": no name server answers", e);
    } catch (NamingException e) {
      throw new IOException("could not resolve \"" + name + "\": " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("JdkObsolete") // JNDI wants a Hashtable
  private Hashtable<String, String> environment() {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, servers);
    environment.put("com.sun.jndi.dns.timeout.initial", "1000");
    environment.put("com.sun.jndi.dns.timeout.retries", "3");
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
