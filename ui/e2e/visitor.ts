import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it as plain } from 'vitest';
import { launch, untilScraped, visit, type Viewer, type Visit } from './browser';

/** Opens a page as somebody who was never there before. */
export type Arrive = (path: string, viewer?: Viewer) => Promise<Visit>;

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  await untilScraped();
});

afterAll(() => browser.close());

/**
 * A test that a person walks through. Who arrived leaves at its end, and then nothing may have gone
 * wrong in a page, nor may one have asked another machine. Holds for tests side by side too.
 */
export const it = plain.extend<{ arrive: Arrive }>({
  arrive: async ({ task }, provide) => {
    const visits: Visit[] = [];
    await provide(async (path, viewer) => {
      const arrived = await visit(browser, viewer);
      visits.push(arrived);
      await arrived.open(path);
      return arrived;
    });
    await Promise.all(visits.map((each) => each.close()));
    expect(
      visits.flatMap(({ errors }) => errors),
      `errors in the page: ${task.name}`,
    ).toEqual([]);
    expect(
      visits.flatMap(({ foreignRequests }) => foreignRequests),
      `other machines asked: ${task.name}`,
    ).toEqual([]);
  },
});
