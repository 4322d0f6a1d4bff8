import { describe, expect, it } from 'vitest';
import { browserParams, readBrowserPlace, type BrowserPlace } from './place';

function read(address: string) {
  return readBrowserPlace(new URLSearchParams(address));
}

describe('the place in the metric browser', () => {
  it('is written to the address and read back', () => {
    const place: BrowserPlace = {
      panel: 2,
      find: 'c&pu',
      metric: 'up',
      label: 'é',
      matchers: { job: 'a=b', 'c.d': '' },
    };
    const params = Object.entries(browserParams(place)).flatMap(([name, value]) =>
      (typeof value === 'object' ? (value ?? []) : [value]).map((each) => [name, each]),
    );
    expect(read(new URLSearchParams(params).toString())).toEqual(place);
  });

  it('is nowhere while the browser is closed', () => {
    expect(read('g0.expr=up')).toBeUndefined();
    expect(read('browse=x')).toBeUndefined();
    expect(Object.values(browserParams(undefined))).toEqual([null, null, null, null, []]);
  });

  it('has no label without a metric', () => {
    expect(read('browse=0&browse.label=job')).toEqual({
      panel: 0,
      find: '',
      metric: '',
      label: '',
      matchers: {},
    });
  });
});
