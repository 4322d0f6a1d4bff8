import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnsResult } from '../../src/api/types';
import { baseUrl, launch, visit, type Visit } from '../browser';
import { giveHosts, hosts, hostsDashboard, wideDashboard } from './hosts';

let browser: Browser;
let visitor: Visit;
const figures: string[] = [];

async function keep(dashboard: object): Promise<void> {
  const kept = await fetch(`${baseUrl}/api/v1/dashboards`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ dashboard, overwrite: true }),
  });
  expect(kept.status, await kept.text()).toBe(200);
}

beforeAll(async () => {
  await keep(hostsDashboard('fifty-hosts'));
  await keep(wideDashboard('hundred-lines'));
  await giveHosts(Date.now());
  browser = await launch();
  visitor = await visit(browser, { width: 1920, height: 1400 });
}, 300_000);

afterAll(async () => {
  await browser.close();
  const busy = `${cpus().length} cores, server and browser together, load ${loadavg()[0]?.toFixed(1) ?? '?'}`;
  const said = [busy, ...figures].join('\n');
  writeFileSync('target/paint.txt', `${said}\n`);
  process.stdout.write(`\n${said}\n`);
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

const workNames = [
  'ProcessTime',
  'ScriptDuration',
  'LayoutDuration',
  'RecalcStyleDuration',
] as const;
type Work = Readonly<Record<(typeof workNames)[number], number>>;

/** Milliseconds of the processor that a page has taken, and for what: others on the machine do not change them. */
async function pageWork(page: Page): Promise<() => Promise<Work>> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Performance.enable');
  return async () => {
    const { metrics } = await devTools.send('Performance.getMetrics');
    const millis = (name: string) =>
      (metrics.find((metric) => metric.name === name)?.value ?? NaN) * 1_000;
    return Object.fromEntries(workNames.map((name) => [name, millis(name)])) as Work;
  };
}

const phaseNames = ['scripts', 'dashboard', 'first question', 'last answer', 'painted'] as const;
type Phases = Readonly<Record<(typeof phaseNames)[number], number>>;

/** When each part of the way to a painted dashboard was over, in milliseconds after asking for the address. */
async function phasesOf(page: Page, painted: number): Promise<Phases> {
  const seen = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => entry as PerformanceResourceTiming)
      .map(({ name, startTime, responseEnd }) => ({ name, startTime, responseEnd })),
  );
  const ends = (kind: RegExp) =>
    Math.max(...seen.filter(({ name }) => kind.test(name)).map(({ responseEnd }) => responseEnd));
  const questions = /\/api\/v1\/query/;
  return {
    scripts: ends(/\.js$/),
    dashboard: ends(/\/api\/v1\/dashboards\//),
    'first question': Math.min(
      ...seen.filter(({ name }) => questions.test(name)).map(({ startTime }) => startTime),
    ),
    'last answer': ends(questions),
    painted,
  };
}

function medians<Name extends string>(
  names: readonly Name[],
  all: readonly Readonly<Record<Name, number>>[],
): string {
  return names
    .map((name) => `${name} ${Math.round(median(all.map((each) => each[name])))}`)
    .join(', ');
}

async function serverSeconds(): Promise<number> {
  const text = await (await fetch(`${baseUrl}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
}

/** Milliseconds from asking for the address until the last of its panels is on the screen. */
async function millisToPaint(page: Page, path: string, panels: number): Promise<number> {
  await page.addInitScript((wanted) => {
    // Looks no further than the first that is missing, and tells rather than being asked: measuring costs too.
    const isDrawn = (panel: Element) =>
      panel.getAttribute('data-fetching') !== 'true' &&
      (panel.querySelector('canvas') !== null ||
        (panel.lastElementChild?.textContent !== '' &&
          panel.querySelector('[class*="Skeleton"]') === null));
    const look = () => {
      const all = [...document.querySelectorAll('section[data-kind]')];
      if (all.length < wanted || !all.every(isDrawn)) requestAnimationFrame(look);
      // What was drawn in this frame is seen with the next one.
      else requestAnimationFrame(() => console.debug(`painted ${performance.now()}`));
    };
    requestAnimationFrame(look);
  }, panels);
  const painted = page.waitForEvent('console', (said) => said.text().startsWith('painted '));
  await page.goto(baseUrl + path, { waitUntil: 'commit' });
  return Number((await painted).text().slice('painted '.length));
}

describe(`a dashboard of twenty panels, with ${hosts} hosts`, () => {
  it.for([
    ['1h', 1_000],
    ['24h', 2_000],
  ] as const)('over %s is there within %i ms', { timeout: 180_000 }, async ([range, most]) => {
    const took: Phases[] = [];
    const inPage: Work[] = [];
    const inServer: number[] = [];
    for (let round = 0; round < 7; round++) {
      const { page } = await visitor.another();
      const [work, serverBefore] = [await pageWork(page), await serverSeconds()];
      const before = await work();
      const painted = await millisToPaint(page, `/d/fifty-hosts?range=${range}&refresh=off`, 20);
      const after = await work();
      took.push(await phasesOf(page, painted));
      inPage.push(
        Object.fromEntries(workNames.map((name) => [name, after[name] - before[name]])) as Work,
      );
      inServer.push(((await serverSeconds()) - serverBefore) * 1_000);
      if (round === 0) await page.screenshot({ path: `target/screenshots/paint-${range}.png` });
      await page.close();
    }
    // The first one also compiles the pages, in the browser and in the server.
    const [cold = NaN, ...warm] = took.map(({ painted }) => Math.round(painted));
    figures.push(
      `20 panels, ${hosts} hosts, ${range}: ${median(warm)} ms (${warm.join(', ')}; the first visit ${cold})`,
      `  ms until: ${medians(phaseNames, took.slice(1))}`,
      `  ms of processor: server ${median(inServer).toFixed(0)}, page ${medians(workNames, inPage.slice(1))}`,
    );
    expect(median(warm)).toBeLessThan(most);
  });
});

interface Dragging {
  readonly framesPerSecond: number;
  readonly longestMillis: number;
  /** Time of the processor that the page took for each frame, which others on the machine do not change. */
  readonly processorMillis: number;
}

/** Drags the chart to and fro for 180 frames, a movement in each. */
async function drag(page: Page): Promise<Dragging> {
  const box = await page.locator('.u-over').first().boundingBox();
  if (box === null) throw new Error('the chart has no place on the page');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const work = await pageWork(page);
  await page.mouse.move(x, y);
  await page.keyboard.down('Shift');
  await page.mouse.down();
  const { ProcessTime: before } = await work();
  const times = await page.evaluate(
    ([startX, startY]) =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        const chart = document.querySelector('.u-over');
        const step = (now: number) => {
          seen.push(now);
          if (seen.length > 180) {
            resolve(seen);
            return;
          }
          const clientX = startX + 400 * Math.sin(seen.length / 20);
          chart?.dispatchEvent(
            new MouseEvent('mousemove', {
              clientX,
              clientY: startY,
              shiftKey: true,
              bubbles: true,
            }),
          );
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    [x, y] as const,
  );
  const processorMillis = (await work()).ProcessTime - before;
  await page.mouse.move(x - 200, y);
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  const elapsed = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    framesPerSecond: (gaps.length * 1_000) / elapsed,
    longestMillis: Math.max(...gaps),
    processorMillis: processorMillis / gaps.length,
  };
}

describe('a chart of 100 000 points', () => {
  it('is moved along at 50 frames a second', { timeout: 120_000 }, async () => {
    const { page, close } = await visit(browser, { width: 2200, height: 900 });
    const points: number[] = [];
    page.on('response', (response) => {
      if (!response.url().includes('query_range')) return;
      void response.json().then((body: { data: ColumnsResult }) => {
        for (const { values } of body.data.result)
          points.push(values.filter((value) => value !== null).length);
      });
    });
    await page.goto(`${baseUrl}/d/hundred-lines?range=6h&refresh=off`);
    await page.locator('[data-series="100"]').waitFor();
    await page.waitForLoadState('networkidle');
    const { framesPerSecond, longestMillis, processorMillis } = await drag(page);
    const drawn = points.reduce((sum, count) => sum + count, 0);
    figures.push(
      `panning ${drawn} points: ${framesPerSecond.toFixed(1)} frames a second, the longest ${longestMillis.toFixed(0)} ms, ${processorMillis.toFixed(1)} ms of processor for each`,
    );
    await page.waitForURL(/end=/);
    expect(drawn).toBeGreaterThanOrEqual(100_000);
    expect(framesPerSecond).toBeGreaterThanOrEqual(50);
    await close();
  });
});
