package io.vigie.health.check;

import io.vigie.health.HealthState;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateStore;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// All checks: those of the configuration, which come and go with it, and those made by API, which
/// survive restarts. Thread-safe. [#apply] starts, [#close] ends.
public final class Checks implements AutoCloseable {
  private static final int MAX_CHECKS = 5000;

  private final OutboundClients clients;
  private final InstantSource clock;
  private final Ticker ticker;
  private final CheckSamples samples;
  private final ApiChecks made;
  private final Heartbeats heartbeats;
  private final UptimeHistory history;
  private final ExecutorService rounds = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, RunningCheck> byName = new TreeMap<>();
  private final Map<String, OutboundClient> clientByName = new HashMap<>();
  private boolean loaded;

  public Checks(
      MetricStore store,
      StateStore state,
      EventLog events,
      OutboundClients clients,
      InstantSource clock,
      Ticker ticker) {
    this.clients = clients;
    this.clock = clock;
    this.ticker = ticker;
    this.samples = new CheckSamples(store);
    this.made = new ApiChecks(state);
    this.heartbeats = new Heartbeats(state, clock);
    this.history = new UptimeHistory(state, events, clock);
  }

  /// Makes a change that cannot be; the message is for whoever asked.
  public static final class ConflictException extends Exception {
    ConflictException(String message) {
      super(message);
    }
  }

  /// Takes up what was made by API before a restart. Has no effect if called again.
  ///
  /// @throws IOException if it cannot be read
  public synchronized void load() throws IOException {
    if (!loaded) {
      heartbeats.load();
      for (CheckDefinition check : made.load()) {
        start(check);
      }
      loaded = true;
    }
  }

  /// Runs these checks of the configuration, and no others of it, from now on. One that has not
  /// changed goes on as it was; one of the same name that was made by API is replaced.
  ///
  /// @throws IOException if when a heartbeat is due cannot be kept
  public synchronized void apply(List<CheckDefinition> configured) throws IOException {
    Map<String, CheckDefinition> wanted = new TreeMap<>();
    configured.forEach(check -> wanted.put(check.name(), check));
    for (RunningCheck running : List.copyOf(byName.values())) {
      CheckDefinition known = running.definition();
      if (known.byFile() && !known.equals(wanted.get(known.name()))) {
        stop(known, !wanted.containsKey(known.name()));
      }
    }
    for (CheckDefinition check : configured) {
      RunningCheck running = byName.get(check.name());
      if (running == null || !running.definition().equals(check)) {
        if (running != null) {
          stop(running.definition(), false);
        }
        start(check);
      }
    }
  }

  private void start(CheckDefinition check) throws IOException {
    if (check.target() instanceof CheckTarget.Heartbeat) {
      heartbeats.expect(check.name());
    }
    RunningCheck running = new RunningCheck(check, probe(check), clock, ticker, this::afterRound);
    byName.put(check.name(), running);
    running.start();
  }

  private Probe probe(CheckDefinition check) {
    return switch (check.target()) {
      case CheckTarget.Http http -> {
        OutboundClient client = clients.open(http.client());
        clientByName.put(check.name(), client);
        yield new HttpProbe(http, check.timeout(), client, clock, ticker);
      }
      case CheckTarget.Tcp tcp -> new TcpProbe(tcp, check.timeout());
      case CheckTarget.Heartbeat heartbeat -> () -> heartbeats.look(check.name(), heartbeat);
      case CheckTarget.Dns dns -> new DnsProbe(dns, check.timeout());
      case CheckTarget.Tls tls -> new TlsProbe(tls, check.timeout(), clock);
      case CheckTarget.Icmp icmp -> new IcmpProbe(icmp, check.timeout());
      case CheckTarget.Grpc grpc -> new GrpcProbe(grpc, check.timeout());
      case CheckTarget.Postgres postgres -> new PostgresProbe(postgres, check.timeout(), ticker);
      case CheckTarget.Redis redis -> new RedisProbe(redis, check.timeout());
    };
  }

  private void stop(CheckDefinition check, boolean forGood) throws IOException {
    RunningCheck running = byName.remove(check.name());
    if (running != null) {
      running.close();
    }
    OutboundClient client = clientByName.remove(check.name());
    if (client != null) {
      client.close();
    }
    if (forGood) {
      samples.end(check, clock.millis());
      history.end(check.name());
      heartbeats.forget(check.name());
    }
  }

  private void afterRound(RunningCheck check) {
    CheckStatus status;
    synchronized (this) {
      if (byName.get(check.definition().name()) != check) {
        return; // it was stopped meanwhile
      }
      status = check.status(blockedBy(check.definition()));
    }
    samples.write(status);
    history.record(check.definition(), status.last().orElseThrow());
  }

  /// How a check was on each of the last days, the oldest first.
  ///
  /// @throws IOException if that cannot be read now
  public List<DayUptime> days(String name, int count) throws IOException {
    return history.days(name, count);
  }

  /// When a check changed, the newest first.
  ///
  /// @throws IOException if that cannot be read now
  public List<CheckChange> changes(String name, int limit) throws IOException {
    return history.changes(name, limit);
  }

  /// Unhealthy checks that this one depends on, directly or through others.
  private List<String> blockedBy(CheckDefinition check) {
    Set<String> seen = new LinkedHashSet<>();
    List<String> blocking = new ArrayList<>();
    List<String> open = new ArrayList<>(check.dependsOn());
    while (!open.isEmpty()) {
      String name = open.removeFirst();
      RunningCheck other = byName.get(name);
      if (other != null && !name.equals(check.name()) && seen.add(name)) {
        if (other.ownState() == HealthState.UNHEALTHY) {
          blocking.add(name);
        }
        open.addAll(other.definition().dependsOn());
      }
    }
    return blocking;
  }

  /// All, by name.
  public synchronized List<CheckStatus> all() {
    return byName.values().stream()
        .map(check -> check.status(blockedBy(check.definition())))
        .toList();
  }

  public synchronized Optional<CheckStatus> find(String name) {
    return Optional.ofNullable(byName.get(name))
        .map(check -> check.status(blockedBy(check.definition())));
  }

  /// How the whole is: unhealthy if something critical is, degraded if anything is not well.
  public static HealthState overall(List<CheckStatus> checks) {
    HealthState worst = HealthState.HEALTHY;
    for (CheckStatus check : checks) {
      HealthState state =
          check.state() == HealthState.UNKNOWN ? HealthState.HEALTHY : check.state();
      if (state == HealthState.UNHEALTHY && !check.definition().critical()) {
        state = HealthState.DEGRADED;
      }
      worst = state.compareTo(worst) > 0 ? state : worst;
    }
    return worst;
  }

  /// Adds a check of a page, which survives restarts.
  ///
  /// @throws ConflictException if there is one of this name, or there are too many
  /// @throws IOException if it cannot be kept; there is no such check then
  public synchronized CheckStatus add(CheckDefinition check, URI url)
      throws ConflictException, IOException {
    if (byName.containsKey(check.name())) {
      throw new ConflictException("there is a check \"" + check.name() + "\" already");
    }
    if (byName.size() >= MAX_CHECKS) {
      throw new ConflictException("there are " + MAX_CHECKS + " checks already");
    }
    made.put(check, url);
    start(check);
    return find(check.name()).orElseThrow();
  }

  /// @return whether there was one
  /// @throws ConflictException if it is of the configuration
  /// @throws IOException if it cannot be forgotten; it goes on then
  public synchronized boolean remove(String name) throws ConflictException, IOException {
    RunningCheck running = byName.get(name);
    if (running == null) {
      return false;
    }
    if (running.definition().byFile()) {
      throw new ConflictException(
          "the check \"" + name + "\" is of the configuration: take it out there");
    }
    made.remove(name);
    stop(running.definition(), true);
    return true;
  }

  /// Looks now, at one or at all, all at the same time.
  ///
  /// @param name empty for all
  /// @param patience how long is waited for what is slow
  public void checkNow(String name, Duration patience) throws InterruptedException {
    List<RunningCheck> wanted;
    synchronized (this) {
      wanted =
          byName.values().stream()
              .filter(check -> name.isEmpty() || check.definition().name().equals(name))
              .toList();
    }
    List<Future<Void>> running = new ArrayList<>();
    for (RunningCheck check : wanted) {
      Callable<Void> round =
          () -> {
            check.round();
            return null;
          };
      running.add(rounds.submit(round));
    }
    long end = ticker.readNanos() + patience.toNanos();
    for (Future<Void> round : running) {
      await(round, end - ticker.readNanos());
    }
  }

  private static void await(Future<Void> round, long nanos) throws InterruptedException {
    try {
      round.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // its result comes when it comes
    } catch (ExecutionException e) {
      throw new IllegalStateException("a round never throws", e);
    }
  }

  /// Somebody reports.
  ///
  /// @return whether the token is known
  /// @throws IOException if it cannot be kept
  public boolean ping(String token) throws IOException {
    Map<String, CheckTarget.Heartbeat> targets = new HashMap<>();
    synchronized (this) {
      byName.forEach((name, check) -> {
        if (check.definition().target() instanceof CheckTarget.Heartbeat heartbeat) {
          targets.put(name, heartbeat);
        }
      });
    }
    Optional<String> check = Heartbeats.find(token, targets);
    if (check.isPresent()) {
      heartbeats.reported(check.get());
    }
    return check.isPresent();
  }

  @Override
  public synchronized void close() {
    byName.values().forEach(RunningCheck::close);
    rounds.shutdownNow();
    history.close();
    clientByName.values().forEach(OutboundClient::close);
  }
}
