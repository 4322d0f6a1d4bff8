package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counters of IP, ICMP, TCP and UDP (`/proc/net/netstat`, `snmp`, `snmp6`): of some three hundred
/// those that node_exporter exposes.
record ProtocolStatistics(LinuxFiles files) implements HostSource {
  private static final Pattern EXPOSED =
      Pattern.compile(
          ".*_(InErrors|InErrs)"
              + "|Ip_Forwarding"
              + "|Ip(6|Ext)_(InOctets|OutOctets)"
              + "|Icmp6?_(InMsgs|OutMsgs)"
              + "|TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts)"
              + "|Tcp_(ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|RetransSegs|CurrEstab)"
              + "|Udp6?_(InDatagrams|OutDatagrams|NoPorts|RcvbufErrors|SndbufErrors)");
  private static final Pattern VERSION_6 = Pattern.compile("(Ip6|Icmp6|UdpLite6|Udp6)(.+)");

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    addTable(out, files.lines("proc/net/netstat"));
    addTable(out, files.lines("proc/net/snmp"));
    if (files.exists("proc/net/snmp6")) {
      addList(out, files.lines("proc/net/snmp6"));
    }
  }

  /// Pairs of lines `Protocol: names…` and `Protocol: values…`.
  private static void addTable(ExpositionWriter out, List<String> lines) {
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      List<String> names = LinuxFiles.words(lines.get(i));
      List<String> values = LinuxFiles.words(lines.get(i + 1));
      String protocol = names.getFirst().replace(":", "");
      for (int column = 1; column < Math.min(names.size(), values.size()); column++) {
        add(out, protocol, names.get(column), values.get(column));
      }
    }
  }

  /// Lines `ProtocolName value`.
  private static void addList(ExpositionWriter out, List<String> lines) {
    for (String line : lines) {
      List<String> words = LinuxFiles.words(line);
      Matcher name = VERSION_6.matcher(words.getFirst());
      if (name.matches() && words.size() > 1) {
        add(out, name.group(1), name.group(2), words.get(1));
      }
    }
  }

  private static void add(ExpositionWriter out, String protocol, String name, String value) {
    String field = protocol + "_" + name;
    if (EXPOSED.matcher(field).matches()) {
      out.untyped("node_netstat_" + field, "Statistic " + protocol + name + ".")
          .add(Double.parseDouble(value));
    }
  }
}
