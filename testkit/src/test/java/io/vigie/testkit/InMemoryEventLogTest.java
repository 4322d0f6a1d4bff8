package io.vigie.testkit;

import io.vigie.model.state.EventLog;

class InMemoryEventLogTest extends EventLogContract {
  @Override
  protected EventLog open() {
    return new InMemoryEventLog();
  }
}
