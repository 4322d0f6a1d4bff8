import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  const said = [`on ${cpus().length} cores, server and browser together`, ...figures].join('\n');
  writeFileSync('target/paint.txt', `${said}\n`);
  process.stdout.write(`\n${said}\n`);
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** Milliseconds from asking for the address until the last of its panels is on the screen. */
async function millisToPaint(page: Page, path: string, panels: number): Promise<number> {
  await page.addInitScript((wanted) => {
    const look = () => {
      const all = [...document.querySelectorAll('section[data-kind]')];
      const drawn = all.filter(
        (panel) =>
          panel.getAttribute('data-fetching') !== 'true' &&
          panel.querySelector('[class*="Skeleton"]') === null &&
          (panel.lastElementChild?.textContent !== '' ||
            panel.lastElementChild.querySelector('canvas') !== null),
      );
      if (drawn.length < wanted) requestAnimationFrame(look);
      // What was drawn in this frame is seen with the next one.
      else
        requestAnimationFrame(() =>
          document.documentElement.setAttribute('data-painted', String(performance.now())),
        );
    };
    requestAnimationFrame(look);
  }, panels);
  await page.goto(baseUrl + path);
  await page.locator('html[data-painted]').waitFor({ state: 'attached' });
  return Number(await page.locator('html').getAttribute('data-painted'));
}

describe(`a dashboard of twenty panels, with ${hosts} hosts`, () => {
  it.for([
    ['1h', 1_000],
    ['24h', 2_000],
  ] as const)('over %s is there within %i ms', { timeout: 180_000 }, async ([range, most]) => {
    const took: number[] = [];
    for (let round = 0; round < 7; round++) {
      const { page } = await visitor.another();
      took.push(await millisToPaint(page, `/d/fifty-hosts?range=${range}&refresh=off`, 20));
      if (round === 0) await page.screenshot({ path: `target/screenshots/paint-${range}.png` });
      await page.close();
    }
    // The first one also compiles the pages, in the browser and in the server.
    const [cold = NaN, ...warm] = took.map(Math.round);
    figures.push(
      `20 panels, ${hosts} hosts, ${range}: ${median(warm)} ms (${warm.join(', ')}; the first visit ${cold})`,
    );
    expect(median(warm)).toBeLessThan(most);
  });
});

/** Frames a second while a hand drags the chart to and fro. */
async function framesWhileDragged(page: Page): Promise<{ perSecond: number; longest: number }> {
  const box = await page.locator('.u-over').first().boundingBox();
  if (box === null) throw new Error('the chart has no place on the page');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.keyboard.down('Shift');
  await page.mouse.down();
  const times = await page.evaluate(
    ([startX, startY]) =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        const step = (now: number) => {
          seen.push(now);
          if (seen.length > 180) {
            resolve(seen);
            return;
          }
          const clientX = startX + 400 * Math.sin(seen.length / 20);
          document.dispatchEvent(
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
  const shown = await page.evaluate(() => document.querySelector('.u-over')?.clientWidth ?? 0);
  expect(shown).toBeGreaterThan(0);
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  const elapsed = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return { perSecond: (gaps.length * 1_000) / elapsed, longest: Math.max(...gaps) };
}

describe('a chart of 100 000 points', () => {
  it('is moved along at 50 frames a second', { timeout: 120_000 }, async () => {
    const { page, close } = await visit(browser, { width: 2200, height: 900 });
    const points: number[] = [];
    page.on('response', (response) => {
      if (!response.url().includes('query_range')) return;
      void response
        .text()
        .then((text) => points.push((text.match(/\[\d+(?:\.\d+)?,"/g) ?? []).length));
    });
    await page.goto(`${baseUrl}/d/hundred-lines?range=6h&refresh=off`);
    await page.locator('[data-series="100"]').waitFor();
    await page.waitForLoadState('networkidle');
    const before = await picture(page);
    const { perSecond, longest } = await framesWhileDragged(page);
    const drawn = points.reduce((sum, count) => sum + count, 0);
    figures.push(
      `panning ${drawn} points: ${perSecond.toFixed(1)} frames a second, the longest ${longest.toFixed(0)} ms`,
    );
    expect(before).toBeGreaterThan(0);
    expect(drawn).toBeGreaterThanOrEqual(100_000);
    expect(perSecond).toBeGreaterThanOrEqual(50);
    await close();
  });
});

/** How many pixels of the chart are drawn upon. */
function picture(page: Page): Promise<number> {
  return page
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const drawing = (canvas as HTMLCanvasElement).getContext('2d');
      if (drawing === null) return 0;
      const { data } = drawing.getImageData(0, 0, drawing.canvas.width, drawing.canvas.height);
      let count = 0;
      for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) count++;
      return count;
    });
}
