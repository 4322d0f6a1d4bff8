import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { show, success } from '../../test/render';
import OnCallPage from './OnCallPage';
import { matchersFor, requestOf, type SilenceDraft } from './silenceRequest';

const draft: SilenceDraft = {
  matchers: 'alertname="A"\n\n job="db" ',
  comment: 'c',
  author: 'ann',
  lasting: '4h',
  repeat: 'no',
  rule: '',
  start: '2026-03-02T22:00',
  each: '8h',
  force: false,
};

describe('what is asked of the server', () => {
  it('is a silence for a while', () => {
    expect(requestOf(draft, 'Europe/Paris')).toEqual({
      matchers: ['alertname="A"', 'job="db"'],
      comment: 'c',
      author: 'ann',
      force: false,
      untilResolved: false,
      for: '4h',
    });
  });

  it('is one until the alerts are over', () => {
    expect(requestOf({ ...draft, lasting: '' }, 'UTC')).toMatchObject({ untilResolved: true });
  });

  it('is one that recurs on the clocks of the reader', () => {
    expect(requestOf({ ...draft, repeat: 'weekdays' }, 'Europe/Paris')).toMatchObject({
      untilResolved: false,
      recurrence: {
        rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
        start: '2026-03-02T22:00',
        timeZone: 'Europe/Paris',
        duration: '8h',
      },
    });
  });

  it('is nothing without a condition', () => {
    expect(requestOf({ ...draft, matchers: ' \n' }, 'UTC')).toBeUndefined();
    expect(matchersFor({ a: 'x"y' })).toBe('a="x\\"y"');
  });
});

const silence = {
  id: '1',
  state: 'active',
  matchers: [['job="db"']],
  startsAt: '2026-01-01T00:00:00Z',
  endsAt: '2026-01-02T00:00:00Z',
  author: 'ann',
  comment: 'moving house',
  untilResolved: false,
  hidden: { alerts: 3, messages: 9, now: 2 },
};

const shift = {
  user: 'bob',
  name: 'Bob C',
  start: '2026-01-01T00:00:00Z',
  end: '2026-01-08T00:00:00Z',
  override: false,
};

function serve(refusal: string): { path: string; body: unknown }[] {
  const deeds: { path: string; body: unknown }[] = [];
  const answers: Readonly<Record<string, unknown>> = {
    oncall: [{ schedule: 'primary', timeZone: 'UTC', current: shift }],
    silences: [silence],
    calendar: { silences: [], intervals: [], schedules: [] },
    'schedules/primary/shifts': [shift],
    'silences/preview': {
      firing: 40,
      hidden: 30,
      alerts: [{ fingerprint: 'f', labels: { job: 'db' } }],
      refusal,
    },
  };
  vi.stubGlobal('fetch', (address: string, init?: RequestInit) => {
    const path = new URL(address, 'http://server').pathname.replace('/api/v1/', '');
    if (init?.method === 'POST' && path !== 'silences/preview')
      deeds.push({ path, body: JSON.parse(init.body as string) as unknown });
    return Promise.resolve(new Response(JSON.stringify(success(answers[path] ?? []))));
  });
  return deeds;
}

describe('the page of silences and schedules', () => {
  it('says who is on call and what is silenced', async () => {
    serve('');
    show(<OnCallPage />, '/on-call');
    await screen.findByText('job="db"');
    expect(screen.getByText(/moving house/).textContent).toContain('hides 2 now, 3 so far');
    expect((await screen.findAllByText('Bob C')).length).toBeGreaterThan(0);
    const link = screen.getByRole('link', { name: 'Calendar of primary' });
    expect(link.getAttribute('href')).toContain('api/v1/schedules/primary.ics');
  });

  it('shows the one that a link leads to, be it over, or says that it is gone', async () => {
    serve('');
    Element.prototype.scrollIntoView = vi.fn();
    silence.state = 'expired';
    const { unmount } = show(<OnCallPage />, '/on-call?id=1');
    expect((await screen.findByText('job="db"')).closest('li')?.dataset['wanted']).toBe('true');
    unmount();
    show(<OnCallPage />, '/on-call?id=2');
    await screen.findByText('The silence 2 is not known any more.');
    expect(screen.queryByText('job="db"')).toBeNull();
    silence.state = 'active';
  });

  it('ends a silence', async () => {
    const deeds = serve('');
    show(<OnCallPage />, '/on-call');
    await userEvent.click(await screen.findByRole('button', { name: /^End the silence/ }));
    expect(deeds).toEqual([{ path: 'silences/expire', body: { id: '1' } }]);
  });

  it('says what a new one would hide, and makes one that is too broad only when forced', async () => {
    const deeds = serve('too broad: it would hide 30 of the 40');
    show(<OnCallPage />, '/on-call?silence=job%3D%22db%22');
    await screen.findByText(/Would hide 30 of the 40/);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Make it all the same' }));
    await userEvent.click(screen.getByRole('button', { name: 'Silence' }));
    expect(deeds[0]?.path).toBe('silences');
    expect(deeds[0]?.body).toMatchObject({ matchers: ['job="db"'], force: true, for: '1h' });
  });
});
