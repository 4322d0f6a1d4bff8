import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentType } from 'react';
import { describe, expect, it } from 'vitest';
import { fakeServer, show, success } from '../../test/render';
import { field, type Cell, type Frame } from '../data/frame';
import { readDashboard } from '../model/readDashboard';
import AlertList from './AlertList';
import BarChart from './BarChart';
import BarGauge from './BarGauge';
import Gauge from './Gauge';
import PieChart from './PieChart';
import Stat from './Stat';
import StateTimeline from './StateTimeline';
import Table from './Table';
import Text from './Text';
import type { PanelViewProps } from './view';

function series(name: string, ...values: Cell[]): Frame {
  return {
    refId: 'A',
    fields: [
      field(
        'Time',
        'time',
        values.map((_, index) => index * 15_000),
      ),
      field('Value', 'number', values, { labels: { name }, sourceName: name }),
    ],
  };
}

function table(cells: Readonly<Record<string, readonly Cell[]>>): Frame {
  return {
    refId: 'A',
    fields: Object.entries(cells).map(([name, values]) =>
      field(name, typeof values[0] === 'number' ? 'number' : 'string', values),
    ),
  };
}

function view(View: ComponentType<PanelViewProps>, json: object, frames: readonly Frame[]) {
  const { dashboard } = readDashboard({ title: 'T', panels: [{ title: 'P', ...json }] });
  const [panel] = dashboard.panels;
  if (panel === undefined) throw new Error('no panel was read');
  return show(
    <View
      panel={panel}
      frames={frames}
      width={600}
      height={300}
      locale="en"
      timeZone="UTC"
      time={{ min: 0, max: 60 }}
      zoom={{ onZoom: () => undefined, onReset: () => undefined, onPan: () => undefined }}
      write={(text) => text.replace('$job', 'api')}
    />,
  );
}

describe('a stat', () => {
  const mapped = {
    type: 'stat',
    fieldConfig: {
      defaults: {
        unit: 'percentunit',
        mappings: [{ type: 'value', options: { '0': { text: 'nobody', color: 'red' } } }],
      },
      overrides: [
        {
          matcher: { id: 'byRegexp', options: '/^b/' },
          properties: [
            { id: 'unit', value: 'bytes' },
            { id: 'displayName', value: 'Memory' },
          ],
        },
      ],
    },
  };

  it('says the newest value in its unit, or the word for it', () => {
    view(Stat, mapped, [series('a', 1, 0.256), series('b', 1, 2048), series('c', 1, 0)]);
    expect(screen.getByText('25.6')).toBeTruthy();
    expect(screen.getByText('Memory').parentElement?.textContent).toContain('2 KiB');
    expect(screen.getByText('nobody')).toBeTruthy();
  });

  it('calculates what it is told to', () => {
    view(Stat, { type: 'stat', options: { reduceOptions: { calcs: ['max'] } } }, [
      series('a', 3, 9, 1),
    ]);
    expect(screen.getByText('9')).toBeTruthy();
  });
});

describe('gauges and shares', () => {
  it('say their value and span to those who do not see them', () => {
    view(
      Gauge,
      { type: 'gauge', fieldConfig: { defaults: { min: 0, max: 50, unit: 'percent' } } },
      [series('a', 25)],
    );
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('a: 25%, 0%–50%');
  });

  it('draw bars within their span, NaN as none', () => {
    const { container } = view(
      BarGauge,
      { type: 'bargauge', fieldConfig: { defaults: { min: 0, max: 10 } } },
      [series('a', 5), series('b', 99), series('c', NaN)],
    );
    const shares = [...container.querySelectorAll('li')].map((bar) =>
      bar.style.getPropertyValue('--share'),
    );
    expect(shares).toEqual(['50%', '100%', '0%']);
  });

  it('leave out of a pie what has no share', () => {
    view(PieChart, { type: 'piechart' }, [
      series('a', 3),
      series('b', 0),
      series('c', 1),
      series('d', null),
    ]);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'a375%',
      'c125%',
    ]);
  });

  it('put the rows of a table into groups of bars', () => {
    view(BarChart, { type: 'barchart' }, [table({ city: ['Lyon', 'Nice'], sold: [1, 2] })]);
    expect(screen.getByText('Lyon')).toBeTruthy();
    expect(screen.getByTitle('Nice · sold: 2')).toBeTruthy();
  });
});

describe('a table', () => {
  const frames = [table({ name: ['b', 'a', 'c'], size: [2048, 1, 300] })];
  const firstCells = () =>
    screen
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getAllByRole('cell')[0]?.textContent);

  it('is sorted by a click on a column, and back', async () => {
    view(Table, { type: 'table' }, frames);
    expect(firstCells()).toEqual(['b', 'a', 'c']);
    await userEvent.click(screen.getByRole('button', { name: 'size' }));
    expect(firstCells()).toEqual(['a', 'c', 'b']);
    await userEvent.click(screen.getByRole('button', { name: /size/ }));
    expect(firstCells()).toEqual(['b', 'c', 'a']);
  });

  it('hides columns, writes units, and follows only links that lead somewhere', () => {
    const override = (name: string, id: string, value: unknown) => ({
      matcher: { id: 'byName', options: name },
      properties: [{ id, value }],
    });
    view(
      Table,
      {
        type: 'table',
        fieldConfig: {
          overrides: [
            override('size', 'unit', 'bytes'),
            override('size', 'links', [{ title: 'x', url: 'javascript:alert(1)' }]),
            override('name', 'links', [{ title: 'y', url: '/d/x?var-name=${__value.text}' }]),
          ],
        },
      },
      frames,
    );
    expect(screen.getByText('2 KiB').closest('a')).toBeNull();
    expect(screen.getByRole('link', { name: 'b' }).getAttribute('href')).toBe('/d/x?var-name=b');
  });
});

describe('a text', () => {
  const html = (content: string) => ({ type: 'text', options: { mode: 'html', content } });

  it('is Markdown with its variables put in', () => {
    view(
      Text,
      {
        type: 'text',
        options: { mode: 'markdown', content: '# On $job\n\n**bold** | [doc](https://e.x/)' },
      },
      [],
    );
    expect(screen.getByRole('heading', { name: 'On api' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'doc' }).getAttribute('rel')).toBe('noreferrer');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java&#10;script:alert(1)">x</a>',
    '<svg onload=alert(1)><circle/></svg>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<form action=/x><button formaction=javascript:1>x</button></form>',
    '<style>*{display:none}</style>',
    '<div style="position:fixed" onclick="alert(1)" class="x" id="content">x</div>',
    '<math><mi xlink:href="javascript:1">x</mi></math>',
    '<object data="x"></object><embed src=x><base href=//e.x><meta http-equiv=refresh content=0>',
  ])('%s does nothing', (content) => {
    const { container } = view(Text, html(content), []);
    const text = container.querySelector('div > *') ?? container;
    expect(
      container.querySelector('script, iframe, svg, form, button, object, embed, base, meta, math'),
    ).toBeNull();
    for (const element of text.querySelectorAll('*'))
      for (const { name, value } of element.attributes) {
        expect(name).toMatch(/^(?:href|rel|target|colspan|alt|src|class)$/);
        expect(value).not.toMatch(/script:/i);
      }
  });

  it('loads no picture from elsewhere: it leads to it instead', () => {
    const { container } = view(Text, html('<img src="https://elsewhere.example/logo.png">'), []);
    expect(container.querySelector('img')).toBeNull();
    expect(screen.getByRole('link', { name: 'logo.png' })).toBeTruthy();
  });
});

describe('states and alerts', () => {
  it('have a row for each series and a span for each state', () => {
    const { container } = view(
      StateTimeline,
      {
        type: 'state-timeline',
        fieldConfig: {
          defaults: {
            mappings: [{ type: 'value', options: { '0': { text: 'Down' }, '1': { text: 'Up' } } }],
          },
        },
      },
      [series('web', 1, 1, 0, 1)],
    );
    const titles = [...container.querySelectorAll('[title*="web: "]')].map(
      (span) => span.getAttribute('title')?.split('\n')[0],
    );
    expect(titles).toEqual(['web: Up', 'web: Down', 'web: Up']);
  });

  it('lists the alerts that are active, firing ones first', async () => {
    const alert = (alertname: string, state: string) => ({
      labels: { alertname },
      annotations: {},
      state,
      activeAt: '2026-01-31T12:00:00Z',
      value: '1',
    });
    fakeServer({
      alerts: success({ alerts: [alert('Slow', 'pending'), alert('Down', 'firing')] }),
    });
    view(AlertList, { type: 'alertlist' }, []);
    await screen.findByText('Down');
    expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['Down', 'Slow']);
  });
});
