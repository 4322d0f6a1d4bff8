// Sends metrics with the OpenTelemetry SDK: `node otlp.mjs URL`.
import { OTLPMetricExporter as JsonExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AggregationType, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';

const url = `${process.argv[2]}/v1/metrics`;
for (const [instance, exporter] of [
  ['json', new JsonExporter({ url })],
  ['protobuf', new ProtobufExporter({ url, compression: 'gzip' })],
]) {
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop', 'service.instance.id': instance }),
    readers: [new PeriodicExportingMetricReader({ exporter })],
    views: [{ instrumentName: 'size', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
  });
  const meter = provider.getMeter('test');
  meter.createCounter('requests').add(3, { 'http.method': 'GET' });
  meter.createHistogram('latency', { unit: 's' }).record(0.2);
  meter.createHistogram('size', { unit: 'By' }).record(100);
  await provider.forceFlush();
  await provider.shutdown();
}
