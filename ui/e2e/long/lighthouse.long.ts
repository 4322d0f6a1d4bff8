import { mkdirSync, writeFileSync } from 'node:fs';
import lighthouse, { desktopConfig } from 'lighthouse';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseUrl, browserOptions, untilScraped } from '../browser';

const port = 9_222 + (process.pid % 1_000);
const wanted = { performance: 90, accessibility: 95, 'best-practices': 95 } as const;
const categories = Object.keys(wanted) as (keyof typeof wanted)[];
const figures: string[] = [];
let browser: Browser;

beforeAll(async () => {
  const { args, ...options } = browserOptions;
  browser = await chromium.launch({
    ...options,
    args: [...args, `--remote-debugging-port=${port}`],
  });
  await untilScraped();
});

afterAll(async () => {
  await browser.close();
  mkdirSync('target', { recursive: true });
  writeFileSync('target/lighthouse.txt', `${figures.join('\n')}\n`);
  process.stdout.write(`\n${figures.join('\n')}\n`);
});

describe('Lighthouse', () => {
  it.for([
    ['the overview', '/overview', 'desktop'],
    ['a dashboard', '/d/vigie-server', 'desktop'],
    ['the overview', '/overview', 'mobile'],
    ['a dashboard', '/d/vigie-server', 'mobile'],
  ] as const)(
    'finds nothing to complain about in %s (%s, %s)',
    { timeout: 180_000 },
    async ([name, path, device]) => {
      const result = await lighthouse(
        baseUrl + path,
        { port, output: 'html', onlyCategories: [...categories], logLevel: 'error' },
        device === 'desktop' ? desktopConfig : undefined,
      );
      if (result === undefined) throw new Error('Lighthouse gave no result');
      const { lhr, report } = result;
      mkdirSync('target/lighthouse', { recursive: true });
      writeFileSync(
        `target/lighthouse/${name.replaceAll(' ', '-')}-${device}.html`,
        Array.isArray(report) ? (report[0] ?? '') : report,
      );
      const scores = Object.fromEntries(
        categories.map((category) => [
          category,
          Math.round((lhr.categories[category]?.score ?? 0) * 100),
        ]),
      );
      const lost = Object.values(lhr.audits)
        .filter(
          ({ score, scoreDisplayMode }) =>
            score !== null && score < 0.9 && scoreDisplayMode !== 'informative',
        )
        .map(({ id, displayValue = '' }) => `${id} ${displayValue}`.trim());
      figures.push(
        `${name}, ${device}: ${categories.map((each) => `${each} ${scores[each] ?? 0}`).join(', ')} (${lost.join('; ')})`,
      );
      // On a telephone, simulated with a slow network and a fourth of this processor, speed is only told.
      const held = categories.filter((each) => device === 'desktop' || each !== 'performance');
      for (const category of held)
        expect(
          scores[category],
          `${category} of ${name}: ${lost.join('; ')}`,
        ).toBeGreaterThanOrEqual(wanted[category]);
    },
  );
});
