// Pushes with prom-client, as a batch job does: `node pushgateway.mjs URL`.
import { Counter, Histogram, Pushgateway, Registry } from 'prom-client';

const registry = new Registry();
const files = new Counter({ name: 'files_total', help: 'Files saved.', labelNames: ['kind'], registers: [registry] });
const seconds = new Histogram({ name: 'duration_seconds', help: 'Time taken.', buckets: [1, 5], registers: [registry] });
files.inc({ kind: 'new' }, 3);
seconds.observe(2);

const gateway = new Pushgateway(process.argv[2], {}, registry);
const group = { jobName: 'backup', groupings: { shop: 'paris', path: '/var' } };
await gateway.push(group);
files.inc({ kind: 'new' }, 4);
await gateway.pushAdd(group);
await gateway.push({ jobName: 'over' });
await gateway.delete({ jobName: 'over' });
