import type { Strings } from '../../i18n';

export type ErrorKind = keyof Strings['targets']['errors'];

const patterns: readonly (readonly [RegExp, ErrorKind])[] = [
  [/connection refused/i, 'refused'],
  [/deadline exceeded|timed? ?out/i, 'timeout'],
  [/no such host|server misbehaving|UnknownHost/i, 'noHost'],
  [/x509|certificate/i, 'certificate'],
  [/HTTP response to HTTPS client/i, 'plainHttp'],
  [/no route to host|network is unreachable/i, 'unreachable'],
  [/HTTP status (?:401|403)/i, 'unauthorized'],
  [/HTTP status 404/i, 'notFound'],
  [/HTTP status 5\d\d/i, 'serverError'],
  [/limit exceeded|body size/i, 'limit'],
  [/expected|invalid|unsupported Content-Type|parse|unmarshal|received/i, 'notMetrics'],
];

/** What kind of failure an error of a scrape is, where the server does not explain it itself. */
export function errorKind(lastError: string): ErrorKind | undefined {
  return patterns.find(([pattern]) => pattern.test(lastError))?.[1];
}
