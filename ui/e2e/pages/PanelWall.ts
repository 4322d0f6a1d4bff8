import type { Page } from 'playwright-core';
import { dashboardsEn } from '../../src/i18n/dashboards';

/** What a reader sees of a panel. */
export interface SeenPanel {
  readonly title: string;
  readonly kind: string;
  readonly state: 'drawn' | 'empty' | 'failed' | 'unsupported' | 'waiting';
  /** What it says instead of a drawing. */
  readonly says: string;
}

/** All panels of a dashboard, looked at one screen after the other. */
export class PanelWall {
  constructor(private readonly page: Page) {}

  async unfoldRows(): Promise<void> {
    const rows = this.page.locator('button[aria-expanded="false"]:has(> h2)');
    for (let left = await rows.count(); left > 0; left--) await rows.first().click();
  }

  /** Scrolls from top to bottom, and waits on each screen until no panel there waits any more. */
  async walk(): Promise<void> {
    for (let top = 0; ; top += 800) {
      const height = await this.page.evaluate((at) => {
        window.scrollTo(0, at);
        return document.documentElement.scrollHeight;
      }, top);
      await this.page.waitForFunction(() =>
        [...document.querySelectorAll('section[data-kind]')].every((panel) => {
          const { top: above, bottom } = panel.getBoundingClientRect();
          const inView = bottom > 0 && above < window.innerHeight;
          return (
            !inView ||
            (panel.getAttribute('data-fetching') !== 'true' &&
              panel.querySelector('[class*="Skeleton"]') === null)
          );
        }),
      );
      if (top + 800 >= height) break;
    }
    await this.page.evaluate(() => window.scrollTo(0, 0));
  }

  panels(): Promise<SeenPanel[]> {
    return this.page.locator('section[data-kind]').evaluateAll((sections, noData) => {
      const drawing = '[role="img"], canvas, svg, table, [role="table"], [role="list"]';
      const stateOf = (kind: string | null, body: Element | null): SeenPanel['state'] => {
        if (kind === 'unsupported') return 'unsupported';
        if (body === null || body.querySelector('[class*="Skeleton"]') !== null) return 'waiting';
        if (body.querySelector('[role="alert"]') !== null) return 'failed';
        const text = body.textContent;
        if (text.startsWith(noData)) return 'empty';
        // One number, or many: a dash stands where there is none.
        if (body.querySelector(drawing) === null) return /[^\s–]/.test(text) ? 'drawn' : 'empty';
        const chart = body.querySelector('[data-series]');
        return chart?.getAttribute('data-series') === '0' ? 'empty' : 'drawn';
      };
      return sections.map((section) => {
        const body = section.lastElementChild;
        const kind = section.getAttribute('data-kind');
        const state = stateOf(kind, body);
        return {
          title: section.getAttribute('aria-label') ?? '',
          kind: kind ?? '',
          state,
          says: state === 'drawn' ? '' : (body?.textContent ?? '').slice(0, 200),
        };
      });
    }, dashboardsEn.noData);
  }
}
