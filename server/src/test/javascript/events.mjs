// An Express application in the manner of Event Planner Core: metrics by prom-client, logs by winston,
// a detailed health endpoint that answers 503 while a component is down, and a log-in that counts its
// attempts. Prints its port.
import express from 'express';
import client from 'prom-client';
import winston from 'winston';

const register = new client.Registry();
client.collectDefaultMetrics({ register });

const duration = new client.Histogram({
  name: 'http_request_duration_seconds',
  help: 'How long requests took.',
  labelNames: ['method', 'route', 'status_code'],
  buckets: [0.1, 0.3, 0.5, 0.7, 1, 3, 5, 7, 10],
  registers: [register],
});
const requests = new client.Counter({
  name: 'http_requests_total',
  help: 'Requests answered.',
  labelNames: ['method', 'route', 'status_code'],
  registers: [register],
});
const created = new client.Counter({
  name: 'events_created_total',
  help: 'Events created.',
  labelNames: ['status'],
  registers: [register],
});
const attempts = new client.Counter({
  name: 'authentication_attempts_total',
  help: 'Attempts to log in.',
  labelNames: ['result', 'user_type'],
  registers: [register],
});

const logger = winston.createLogger({
  format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
  transports: [new winston.transports.Stream({ stream: process.stderr })],
});

let databaseIsUp = true;
const app = express();
app.use(express.json());
app.use((request, response, next) => {
  const end = duration.startTimer();
  response.on('finish', () => {
    const labels = {
      method: request.method,
      route: request.route?.path ?? 'none',
      status_code: response.statusCode,
    };
    end(labels);
    requests.inc(labels);
    logger.info('request', labels);
  });
  next();
});

app.get('/metrics', async (_, response) => {
  response.type(register.contentType).send(await register.metrics());
});
app.get('/health/detailed', (_, response) => {
  const status = databaseIsUp ? 'healthy' : 'unhealthy';
  response.status(databaseIsUp ? 200 : 503).json({
    status,
    timestamp: new Date().toISOString(),
    uptime: process.uptime(),
    components: {
      database: { status, responseTime: 3 },
      memory: { status: 'healthy', responseTime: 0 },
    },
  });
});
app.post('/events', (_, response) => {
  created.inc({ status: 'success' });
  response.status(201).json({ id: 1 });
});
app.post('/login', (request, response) => {
  const right = request.body.password === 'correct horse battery';
  attempts.inc({ result: right ? 'success' : 'failed', user_type: 'organizer' });
  response.status(right ? 200 : 401).json({});
});
app.post('/database/:state', (request, response) => {
  databaseIsUp = request.params.state === 'up';
  response.status(204).end();
});

const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
