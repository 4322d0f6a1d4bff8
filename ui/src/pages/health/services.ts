import type { Status } from '../../components/StatusMark';
import type { HealthState, Service } from './types';

/** From the one that needs somebody most to the one that needs nobody. */
export const healthStates: readonly HealthState[] = ['unhealthy', 'degraded', 'unknown', 'healthy'];

export const statusOf: Readonly<Record<HealthState, Status>> = {
  unhealthy: 'critical',
  degraded: 'warning',
  unknown: 'unknown',
  healthy: 'ok',
};

/** The worst first; what is only down because of another comes after that other. */
export function byTrouble(services: readonly Service[]): Service[] {
  const rank = ({ status, blockedBy }: Service) =>
    2 * healthStates.indexOf(status) + (blockedBy.length > 0 ? 1 : 0);
  return [...services].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

export function countByState(services: readonly Service[]): Record<HealthState, number> {
  const counts = { unhealthy: 0, degraded: 0, unknown: 0, healthy: 0 };
  for (const { status } of services) counts[status]++;
  return counts;
}

/** Where a check looks, in words; empty for one that waits for a report. */
export function placeOf({ url, address }: Service): string {
  return url ?? address ?? '';
}

/** Names of those that depend on a service. */
export function neededBy(name: string, services: readonly Service[]): string[] {
  return services.filter(({ dependsOn }) => dependsOn.includes(name)).map((each) => each.name);
}

export function matches(service: Service, text: string): boolean {
  const lower = text.toLowerCase();
  return [
    service.name,
    service.kind,
    placeOf(service),
    service.lastFailures[0]?.message ?? '',
  ].some((each) => each.toLowerCase().includes(lower));
}

/** The newest first, whatever the order of the server. */
export function failuresOf({ lastFailures }: Service): Service['lastFailures'] {
  return lastFailures.toSorted((a, b) => Date.parse(b.time) - Date.parse(a.time));
}
