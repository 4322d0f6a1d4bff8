import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually, laidOut } from './browser';

// Runs inside the page: its rules see what a reader's tools would see, contrast included.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly failureSummary: string;
  }[];
}

/** In one theme everything is looked at, in the other what depends on colours. */
const themes = [
  { theme: 'dark', rules: undefined },
  { theme: 'light', rules: ['color-contrast', 'link-in-text-block'] },
] as const;

/** What a reader's tools would stumble upon, with the elements where they would. */
async function seriousFaults(page: Page, rules: readonly string[] | undefined) {
  // Figures of a query that is being asked again are faint until the answer is there.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[data-fetching]')].every(
      (each) => getComputedStyle(each).opacity === '1',
    ),
  );
  const violations = await page.evaluate(
    (runOnly) =>
      (
        window as unknown as {
          axe: { run: (options: object) => Promise<{ violations: readonly Violation[] }> };
        }
      ).axe
        // Of what passes, the details would take most of the time.
        .run({ resultTypes: ['violations'], ...(runOnly !== undefined && { runOnly }) })
        .then(({ violations: found }) => found),
    rules,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.slice(0, 4).map(({ target, failureSummary }) => [...target, failureSummary]),
    }));
}

/** Fails where what is in the page now has a serious fault for those who read otherwise, in either theme. */
export async function expectNoSeriousFault(page: Page): Promise<void> {
  await page.evaluate(axe);
  for (const { theme, rules } of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
    await laidOut(page);
    // However short, each colour changes only after the one that it inherits.
    await page.waitForFunction(
      () => !document.getAnimations().some((each) => each instanceof CSSTransition),
    );
    await eventually(async () => {
      expect(await seriousFaults(page, rules), `in the ${theme} theme`).toEqual([]);
    });
  }
}
