package io.vigie.testkit;

import io.vigie.model.metric.MetricStore;

class InMemoryMetricStoreTest extends MetricStoreContract {
  @Override
  protected MetricStore openStore() {
    return new InMemoryMetricStore();
  }
}
