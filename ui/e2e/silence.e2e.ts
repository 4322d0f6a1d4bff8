import { describe, expect } from 'vitest';
import { baseUrl, untilAlerting } from './browser';
import { it } from './visitor';

interface KeptSilence {
  readonly author: string;
  readonly comment: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly matchers: readonly (readonly string[])[];
}

const hourMillis = 3_600_000;

describe('an alert that somebody knows about', () => {
  it('is silenced for two hours, with a look at what that hides', async ({ arrive }) => {
    await untilAlerting();
    const who = `e2e-${Date.now()}`;
    const { page, screenshot } = await arrive('/overview');
    await page.getByRole('link', { name: 'Alerts', exact: true }).first().click();
    await page.getByRole('button', { name: 'Details of TargetDown' }).first().click();
    await page.getByRole('link', { name: 'Silence', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect
      .poll(() => dialog.getByLabel('Labels, one condition a line').inputValue())
      .toContain('alertname="TargetDown"');
    await dialog.getByLabel('For', { exact: true }).selectOption('2h');
    await dialog.getByLabel('Why', { exact: true }).fill('it is being moved');
    await dialog.getByLabel('Who', { exact: true }).fill(who);
    await dialog.getByText('Would hide 1 of the').waitFor();
    await screenshot('silence-preview-dark');
    await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: who }).getByText('active').waitFor();
    await screenshot('silence-kept-dark');

    const answer = await fetch(`${baseUrl}/api/v1/silences`);
    const { data } = (await answer.json()) as { data: readonly KeptSilence[] };
    const kept = data.find(({ author }) => author === who);
    if (kept === undefined) throw new Error('the server does not know the silence');
    expect(kept.comment).toBe('it is being moved');
    expect(kept.matchers.flat()).toContain('alertname="TargetDown"');
    expect((Date.parse(kept.endsAt) - Date.parse(kept.startsAt)) / hourMillis).toBeCloseTo(2, 2);

    // Others look at this alert too.
    await page.getByRole('listitem').filter({ hasText: who }).getByRole('button').click();
    await page.getByRole('listitem').filter({ hasText: who }).waitFor({ state: 'detached' });
  });
});
