package io.vigie.health.check;

import io.vigie.health.HealthState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks for an echo with the system's `ping`, which is permitted what a JVM mostly is not: to send
/// ICMP. (The JDK's own `isReachable` asks another protocol where it may not, and says nothing.)
record IcmpProbe(CheckTarget.Icmp target, Duration timeout, String program) implements Probe {
  private static final Pattern ROUND_TRIP = Pattern.compile("time[=<]([0-9.]+) ?ms");
  private static final int MAX_OUTPUT = 8192;

  IcmpProbe(CheckTarget.Icmp target, Duration timeout) {
    this(target, timeout, "ping");
  }

  @Override
  public Seen look() throws InterruptedException {
    long seconds = Math.max(1, timeout.toSeconds());
    Process ping;
    try {
      ping =
          new ProcessBuilder(
                  List.of(program, "-n", "-c", "1", "-W", Long.toString(seconds), target.host()))
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      return Seen.bad(
          "permission",
          "there is no program \"%s\" that may send ICMP: install iputils-ping, or check a port with tcp"
              .formatted(program));
    }
    try {
      return ended(ping);
    } catch (IOException e) {
      return Seen.bad("request", String.valueOf(e.getMessage()));
    } finally {
      ping.destroyForcibly();
    }
  }

  private Seen ended(Process ping) throws IOException, InterruptedException {
    if (!ping.waitFor(timeout.toMillis() + 1000, TimeUnit.MILLISECONDS)) {
      return Seen.bad("timeout", noAnswer());
    }
    String output =
        new String(ping.getInputStream().readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
    Matcher roundTrip = ROUND_TRIP.matcher(output);
    if (ping.exitValue() == 0) {
      return Seen.well(
          HealthState.HEALTHY,
          roundTrip.find() ? Map.of("roundTripMillis", roundTrip.group(1)) : Map.of());
    }
    if (ping.exitValue() == 1) {
      return Seen.bad("timeout", noAnswer());
    }
    String said = output.strip().lines().reduce((_, last) -> last).orElse("no reason given");
    boolean permitted = !output.contains("permitted") && !output.contains("ermission");
    return permitted
        ? Seen.bad("resolve", said)
        : Seen.bad("permission", "this process may not send ICMP: " + said);
  }

  private String noAnswer() {
    return target.host() + " did not answer within " + timeout.toMillis() + " ms";
  }
}
