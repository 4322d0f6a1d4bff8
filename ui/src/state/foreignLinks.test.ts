import { describe, expect, it } from 'vitest';
import { placeOfHash } from './foreignLinks';

function address(hash: string): string | undefined {
  const place = placeOfHash(hash);
  return place && `${place.path}?${place.params.toString()}`;
}

describe('links of Alertmanager’s messages', () => {
  it.each([
    ['#/alerts?receiver=team%5C.a', '/alerts?receiver=team%5C.a'],
    ['#/alerts', '/alerts?'],
    [
      '#/alerts?silenced=false&filter=%7Balertname%3D%22Down%22%7D',
      '/alerts?search=alertname%3D%22Down%22',
    ],
    [
      '#/alerts?filter=%7Ba%3D%221%22%2Cb%3D~%222%22%7D',
      '/alerts?search=a%3D%221%22%2C+b%3D%7E%222%22',
    ],
    ['#/silences', '/on-call?'],
    ['#/silences/6d1f-2', '/on-call?id=6d1f-2'],
    ['#/silences/6d1f-2/edit', '/on-call?id=6d1f-2'],
    ['#/silences/new', '/on-call?silence='],
    [
      '#/silences/new?filter=%7Ba%3D%221%22%2C%20b!~%22x%2Cy%22%7D',
      '/on-call?silence=a%3D%221%22%0Ab%21%7E%22x%2Cy%22',
    ],
    ['#/status', '/status?'],
  ])('%s', (hash, expected) => expect(address(hash)).toBe(expected));

  it.each(['', '#', '#section', '#/elsewhere', '#/alertsx'])('%s is none', (hash) =>
    expect(address(hash)).toBeUndefined(),
  );
});
