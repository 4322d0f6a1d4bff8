import { describe } from 'vitest';
import { baseUrl } from './browser';
import { it } from './visitor';

describe('the calendar', () => {
  it('shows what is kept quiet, by week, month and list, and on a phone in words', async ({
    arrive,
    expect,
  }) => {
    const comment = `calendar ${Date.now()}`;
    const made = await fetch(`${baseUrl}/api/v1/silences`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ matchers: ['job="nobody"'], comment, author: 'e2e', for: '2h' }),
    });
    const { data } = (await made.json()) as { data: { id: string } };
    const { page, screenshot } = await arrive('/on-call');
    const calendar = page.getByRole('region', { name: 'Calendar' });
    const bar = calendar.getByRole('button', { name: new RegExp(comment) });
    await bar.click();
    await calendar.getByRole('status').getByText('The silence').waitFor();
    await screenshot('calendar-week-dark', { whole: true });
    await calendar.getByText('Month', { exact: true }).click();
    await bar.waitFor();
    await page.keyboard.press('Tab');
    await bar.focus();
    await page.keyboard.press('PageDown');
    await bar.waitFor({ state: 'detached' });
    expect(page.url()).toContain('day=');
    await calendar.getByRole('button', { name: 'Today' }).click();
    await calendar.getByText('List', { exact: true }).click();
    await calendar.getByRole('listitem').filter({ hasText: comment }).waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    await calendar.getByRole('listitem').filter({ hasText: comment }).waitFor();
    await screenshot('calendar-list-360-dark', { whole: true });
    await fetch(`${baseUrl}/api/v1/silences/expire`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: data.id }),
    });
  });
});
