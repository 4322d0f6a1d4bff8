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
    ['#/alerts?filter=%7Ba%3D%221%22%2Cb%3D%222%22%7D', '/alerts?'],
    ['#/silences/new?filter=%7Ba%3D%221%22%7D', '/alerts?'],
    ['#/status', '/status?'],
  ])('%s', (hash, expected) => expect(address(hash)).toBe(expected));

  it.each(['', '#', '#section', '#/elsewhere', '#/alertsx'])('%s is none', (hash) =>
    expect(address(hash)).toBeUndefined(),
  );
});
