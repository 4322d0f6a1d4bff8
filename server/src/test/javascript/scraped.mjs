// Serves prom-client's own metrics to be scraped, and prints the port: `node scraped.mjs`.
import { createServer } from 'node:http';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const registry = new Registry(Registry.OPENMETRICS_CONTENT_TYPE);
collectDefaultMetrics({ register: registry });
new Counter({ name: 'visits', help: 'Visits.', registers: [registry] }).inc(5);
const latency = new Histogram({
  name: 'latency_seconds',
  help: 'Latency.',
  buckets: [1],
  enableExemplars: true,
  registers: [registry],
});
latency.observe({ value: 0.5, exemplarLabels: { trace_id: 'abc' } });

const server = createServer(async (_, response) => {
  response.setHeader('Content-Type', registry.contentType);
  response.end(await registry.metrics());
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
