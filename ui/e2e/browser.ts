import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect, vi } from 'vitest';

const baseUrl = process.env['E2E_URL'] ?? '';
const screenshots = 'target/screenshots';

/** A browser that talks to nobody but the server under test. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

// At a scrape a second, enough for a line that can be seen within five minutes.
const scrapesForALine = 10;

/** Waits until a server that has just been started has scraped often enough for a line. */
export async function untilScraped(): Promise<void> {
  const query = encodeURIComponent(`count_over_time(up[10m]) >= ${scrapesForALine}`);
  await vi.waitFor(
    async () => {
      const answer = await fetch(`${baseUrl}/api/v1/query?query=${query}`);
      expect(await answer.text()).toContain('"metric"');
    },
    { timeout: 120_000, interval: 500 },
  );
}

/** Waits until an alert fires and a query has run, so that no page is empty. */
export async function untilAlerting(): Promise<void> {
  await vi.waitFor(
    async () => {
      const answer = await fetch(`${baseUrl}/api/v1/alerts`);
      expect(await answer.text()).toContain('"firing"');
    },
    { timeout: 60_000, interval: 500 },
  );
}

export interface Viewer {
  readonly theme?: 'dark' | 'light';
  readonly language?: 'en' | 'fr';
  readonly width?: number;
  readonly height?: number;
}

/** What went wrong in the page while it was used, and which other machines it asked for something. */
export interface Complaints {
  readonly errors: string[];
  readonly foreignRequests: string[];
}

export interface Visit extends Complaints {
  readonly page: Page;
  readonly open: (path: string) => Promise<void>;
  readonly screenshot: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A fresh visitor: no cookies, no settings. */
export async function visit(browser: Browser, viewer: Viewer = {}): Promise<Visit> {
  const { theme = 'dark', language = 'en', width = 1440, height = 900 } = viewer;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  const foreignRequests: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseUrl) && !/^(?:data|blob):/.test(url)) foreignRequests.push(url);
  });
  return {
    page,
    errors,
    foreignRequests,
    open: async (path) => {
      await page.goto(baseUrl + path);
    },
    screenshot: async (name) => {
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: `${screenshots}/${name}.png` });
    },
    close: () => context.close(),
  };
}
