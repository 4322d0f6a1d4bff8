import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask } from './client';

const answer = (data: string) => new Response(JSON.stringify({ status: 'success', data }));

// However long the process lives: the page is new.
beforeEach(() => {
  vi.spyOn(performance, 'now').mockReturnValue(100);
});

afterEach(() => {
  delete window.vigieAsked;
});

describe('what was asked for before the page could', () => {
  it('is not asked for again, but once', async () => {
    window.vigieAsked = new Map([['/api/v1/labels', Promise.resolve(answer('early'))]]);
    vi.stubGlobal('fetch', () => Promise.resolve(answer('asked')));
    expect((await ask('labels')).data).toBe('early');
    expect((await ask('labels')).data).toBe('asked');
  });

  it('is asked for again when it failed', async () => {
    window.vigieAsked = new Map([['/api/v1/labels', Promise.reject(new TypeError('no network'))]]);
    vi.stubGlobal('fetch', () => Promise.resolve(answer('asked')));
    expect((await ask('labels')).data).toBe('asked');
  });

  it('is too old after ten seconds', async () => {
    window.vigieAsked = new Map([['/api/v1/labels', Promise.resolve(answer('early'))]]);
    vi.stubGlobal('fetch', () => Promise.resolve(answer('asked')));
    vi.spyOn(performance, 'now').mockReturnValue(10_001);
    expect((await ask('labels')).data).toBe('asked');
  });
});
