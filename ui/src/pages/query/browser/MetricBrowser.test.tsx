import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '../../../test/render';
import { usePlace } from '../../../state/location';
import { MetricBrowser } from './MetricBrowser';
import { readBrowserPlace } from './place';

const metrics = [
  { name: 'up', type: 'gauge', help: 'Whether the target answers.', series: 3 },
  { name: 'node_cpu_seconds_total', type: 'counter', unit: 'seconds', series: 64 },
];

/** A server that searches; returns what was asked. */
function serve(hasMore = false): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(decodeURIComponent(address));
    const url = new URL(address, 'http://server');
    const find = url.searchParams.get('search[]') ?? '';
    const results = url.pathname.endsWith('metric_names')
      ? metrics.filter(({ name }) => name.includes(find))
      : url.pathname.endsWith('label_names')
        ? [{ name: '__name__' }, { name: 'job' }]
        : [{ value: 'api' }, { value: 'a "b"' }];
    const lines = [{ results }, { status: 'success', has_more: hasMore }];
    return Promise.resolve(new Response(lines.map((line) => JSON.stringify(line)).join('\n')));
  });
  return asked;
}

const choose = vi.fn();

function Page() {
  return <MetricBrowser place={readBrowserPlace(usePlace().params)} choose={choose} />;
}

beforeEach(() => choose.mockReset());

describe('the metric browser', () => {
  it('lists metrics with type, unit, number of series and description', async () => {
    serve();
    show(<Page />, '/query?browse=0');
    const up = await screen.findByRole('button', { name: /^up / });
    expect(up.textContent).toContain('gauge · 3 series');
    expect(up.textContent).toContain('Whether the target answers.');
    expect(screen.getAllByText('counter · in seconds · 64 series')).toHaveLength(1);
    expect(screen.getByRole('status').textContent).toContain('2 metrics');
  });

  it('searches on the server and keeps what was typed in the address', async () => {
    const asked = serve();
    show(<Page />, '/query?browse=0');
    await userEvent.type(screen.getByLabelText('Search metrics by name'), 'cpu');
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('1 metric'));
    expect(asked.at(-1)).toContain('search[]=cpu&sort_by=score');
    expect(window.location.search).toContain('browse.find=cpu');
  });

  it('goes down to the values of a label, and queries one of them', async () => {
    const asked = serve();
    show(<Page />, '/query?browse=0&browse.find=u');
    await userEvent.click(await screen.findByRole('button', { name: 'Labels of up' }));
    expect(window.location.search).toBe('?browse=0&browse.metric=up');
    await userEvent.click(await screen.findByRole('button', { name: 'Values of job' }));
    expect(screen.queryByRole('button', { name: 'Values of __name__' })).toBeNull();
    await userEvent.click(await screen.findByRole('button', { name: 'Query up{job="a \\"b\\""}' }));
    expect(asked.at(-1)).toContain('label=job&match[]=up&');
    expect(choose).toHaveBeenCalledWith('up{job="a \\"b\\""}');
    expect(window.location.search).toBe('');
  });

  it('goes from row to row by the arrow keys', async () => {
    serve();
    show(<Page />, '/query?browse=0');
    const first = await screen.findByRole('button', { name: /^up / });
    first.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(
      screen.getByRole('button', { name: /^node_cpu_seconds_total / }),
    );
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(choose).toHaveBeenCalledWith('up');
  });

  it('says that there is more than it shows', async () => {
    serve(true);
    show(<Page />, '/query?browse=0');
    await waitFor(() =>
      expect(screen.getByRole('status').textContent).toContain(
        'The first 2 metrics · type to narrow them down',
      ),
    );
  });

  it('says what went wrong', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(
        new Response(JSON.stringify({ status: 'error', errorType: 'bad_data', error: 'no' }), {
          status: 400,
        }),
      ),
    );
    show(<Page />, '/query?browse=0');
    expect((await screen.findByRole('alert')).textContent).toContain('no');
  });
});
