package io.vigie.alerts;

import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.config.ReceiverConfig;
import io.vigie.alerts.config.receiver.IntegrationConfig;
import io.vigie.alerts.interval.TimeIntervals;
import io.vigie.alerts.mute.Inhibitor;
import io.vigie.alerts.notify.AlertPaths;
import io.vigie.alerts.notify.Destination;
import io.vigie.alerts.notify.Pipeline;
import io.vigie.alerts.receiver.IntegrationFactory;
import io.vigie.alerts.routing.Dispatcher;
import io.vigie.alerts.routing.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/// Everything that is made anew when the configuration changes.
record ActiveConfiguration(
    AlertmanagerConfig config,
    ResponsePlan plan,
    IntegrationFactory integrations,
    Route route,
    Inhibitor inhibitor,
    List<Destination> destinations,
    Pipeline pipeline,
    Dispatcher dispatcher) {

  static ActiveConfiguration of(
      AlertmanagerConfig config,
      ResponsePlan plan,
      IntegrationFactory integrations,
      Pipeline.Muting muting,
      Pipeline.Surroundings around,
      AlertPaths paths,
      Executor flushes,
      int maxGroups) {
    Route route = Route.root(config.route());
    Inhibitor inhibitor = new Inhibitor(config.inhibitRules());
    List<Destination> destinations = destinations(config, integrations);
    Pipeline pipeline =
        new Pipeline(
            inhibitor,
            new TimeIntervals(config.timeIntervals()),
            muting,
            destinations,
            paths,
            around);
    Dispatcher dispatcher =
        new Dispatcher(route, around.clock(), pipeline::run, flushes, maxGroups);
    return new ActiveConfiguration(
        config, plan, integrations, route, inhibitor, destinations, pipeline, dispatcher);
  }

  private static List<Destination> destinations(
      AlertmanagerConfig config, IntegrationFactory integrations) {
    List<Destination> all = new ArrayList<>();
    for (ReceiverConfig receiver : config.receivers()) {
      Map<String, Integer> indexes = new HashMap<>();
      for (IntegrationConfig integration : receiver.integrations()) {
        int index = indexes.merge(integration.kind(), 1, Integer::sum) - 1;
        all.add(
            new Destination(
                receiver.name(),
                integration.kind(),
                index,
                integration.sendResolved(),
                integrations.open(integration)));
      }
    }
    return all;
  }

  /// Ends what this configuration alone needed.
  void close() {
    dispatcher.close();
    destinations.forEach(destination -> destination.integration().close());
  }
}
