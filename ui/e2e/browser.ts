import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/** Address of the server under test, without a slash at its end. */
export const baseUrl = process.env['E2E_URL'] ?? '';
const screenshots = 'target/screenshots';

/** A browser that talks to nobody but the server under test. */
export const browserOptions = {
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
};

export function launch(): Promise<Browser> {
  return chromium.launch(browserOptions);
}

// At a scrape a second, enough for a line that can be seen within five minutes.
const scrapesForALine = 10;

/**
 * Enough to be seen in the six hours of a new dashboard, of which every thirtieth second or so is
 * asked: before the first of those there is nothing to see.
 */
export const scrapesForHours = 45;

/** Waits until a server that has just been started has scraped often enough for a line. */
export async function untilScraped(scrapes = scrapesForALine): Promise<void> {
  const query = encodeURIComponent(`count_over_time(up[10m]) >= ${scrapes}`);
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

/** Waits until what follows from a change of the window's size stands in its place. */
export async function laidOut(page: Page): Promise<void> {
  // One frame in which sizes are observed, one in which what was drawn for them is on the screen.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Waits until something holds, in tests side by side too, which `expect.poll` tells apart by their own `expect` only. */
export function eventually(holds: () => Promise<void>): Promise<void> {
  return vi.waitFor(holds, { timeout: 10_000, interval: 100 });
}

/** Fails where something stays beside the window. */
export function expectToFit(page: Page, where = page.url()): Promise<void> {
  // What follows from a change of the window's size may take a slow machine some frames.
  return eventually(async () => {
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow, `pixels of ${where} beside the window`).toBeLessThanOrEqual(0);
  });
}

export interface Viewer {
  readonly theme?: 'dark' | 'light';
  readonly language?: 'en' | 'fr';
  readonly width?: number;
  readonly height?: number;
  /** Another server than the one under test. */
  readonly site?: string;
}

/** What went wrong in the page while it was used, and which other machines it asked for something. */
export interface Complaints {
  readonly errors: string[];
  readonly foreignRequests: string[];
}

/** A page that somebody looks at. */
export interface OpenPage {
  readonly page: Page;
  readonly open: (path: string) => Promise<void>;
  /** A picture of what is in view, or of the whole page. */
  readonly screenshot: (name: string, options?: { readonly whole?: boolean }) => Promise<void>;
}

export interface Visit extends Complaints, OpenPage {
  /** One more page of the same visitor. */
  readonly another: () => Promise<OpenPage>;
  readonly close: () => Promise<void>;
}

function openPage(page: Page, site: string, { errors, foreignRequests }: Complaints): OpenPage {
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site) && !/^(?:data|blob):/.test(url)) foreignRequests.push(url);
  });
  return {
    page,
    open: async (path) => {
      await page.goto(site + path);
    },
    screenshot: async (name, { whole = false } = {}) => {
      const path = `${screenshots}/${name}.png`;
      mkdirSync(dirname(path), { recursive: true });
      await page.screenshot({ path, fullPage: whole });
    },
  };
}

/** A fresh visitor: no cookies, no settings. */
export async function visit(browser: Browser, viewer: Viewer = {}): Promise<Visit> {
  const { theme = 'dark', language = 'en', width = 1440, height = 900, site = baseUrl } = viewer;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  const complaints: Complaints = { errors: [], foreignRequests: [] };
  return {
    ...complaints,
    ...openPage(await context.newPage(), site, complaints),
    another: async () => openPage(await context.newPage(), site, complaints),
    close: () => context.close(),
  };
}
