package io.vigie.tsdb;

import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.MetricStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class TsdbContractTest extends MetricStoreContract {
  @TempDir Path directory;
  private Tsdb tsdb;

  @Override
  protected MetricStore openStore() throws IOException {
    tsdb = Tsdb.open(directory, TsdbConfig.defaults(), new FakeClock(), Meters.NONE);
    return tsdb;
  }

  @AfterEach
  void close() throws IOException {
    tsdb.close();
  }
}
