import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { expectNoSeriousFault } from './axe';
import { expectToFit } from './browser';
import { Door } from './pages/Door';
import { it } from './visitor';

// A server of its own that asks who is there; without one, `npm run e2e` says that this is skipped.
const site = process.env['E2E_ACCOUNTS_URL'] ?? '';
const password = process.env['E2E_ACCOUNTS_PASSWORD'] ?? '';
const configFile = process.env['E2E_ACCOUNTS_CONFIG'] ?? '';
const viewerPassword = 'staple of the battery';

describe.skipIf(site === '')('on a server with accounts', () => {
  it('one signs in and is where one wanted to be', async ({ arrive }) => {
    const { page, screenshot } = await arrive('/services?state=unhealthy', { site });
    const door = new Door(page);
    await door.signIn('admin', 'not the password');
    await door.failure.waitFor();
    await screenshot('sign-in-dark');
    await expectNoSeriousFault(page);
    await door.signIn('admin', password);
    await door.user('admin').waitFor();
    expect(page.url()).toContain('/services?state=unhealthy');
    await page.getByText('because of database').waitFor();
    await page.getByRole('button', { name: 'Details of database' }).click();
    await screenshot('services-dark');
  });

  it('an admin adds a viewer, and the audit log says so', async ({ arrive }) => {
    const { page, screenshot } = await arrive('/settings/users', { site });
    await new Door(page).signIn('admin', password);
    await page.getByRole('button', { name: 'Add a user' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Name').fill('val');
    await form.getByLabel('Password').fill(viewerPassword);
    await expectNoSeriousFault(page);
    await form.getByRole('button', { name: 'Add a user' }).click();
    await page.getByLabel('Role of val').waitFor();
    await screenshot('settings-users-dark');
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('button', { name: 'Details of POST /api/users' }).click();
    await page.getByText('val (viewer)').waitFor();
    await screenshot('settings-audit-dark');
  });

  it('a viewer sees everything and is unable to change anything', async ({ arrive }) => {
    const { page, open, screenshot } = await arrive('/overview', { site });
    const door = new Door(page);
    await door.signIn('val', viewerPassword);
    await door.user('val').waitFor();
    const locked: readonly [path: string, button: RegExp][] = [
      ['/overview', /^Acknowledge/],
      ['/alerts', /^Acknowledge/],
      ['/on-call', /^New silence$/],
      ['/dashboards', /^Import/],
      ['/rules', /^Edit AlwaysOn$/],
      ['/services', /^Add a check$/],
      ['/services', /^Look at all now$/],
      ['/settings/receivers', /^Send a test message/],
    ];
    for (const [path, name] of locked) {
      await open(path);
      const button = page.getByRole('button', { name }).first();
      await button.waitFor();
      await expect.poll(() => button.getAttribute('aria-disabled'), { message: path }).toBe('true');
      await button.click({ force: true });
      expect(await page.getByRole('dialog').count()).toBe(0);
    }
    await page.getByRole('button', { name: /^Send a test message/ }).hover();
    await page.getByText('it takes the role editor').waitFor();
    await screenshot('viewer-dark');
    await open('/settings/users');
    await page.getByText('it takes the role admin').waitFor();
    // The buttons are a courtesy; the server is what refuses.
    const statuses = await page.evaluate(async () => {
      const tell = async (method: string, path: string) => {
        const headers = { 'Content-Type': 'application/json' };
        return (await fetch(path, { method, headers, body: '{}' })).status;
      };
      return Promise.all([
        tell('POST', '/api/v1/silences'),
        tell('POST', '/api/v1/dashboards'),
        tell('POST', '/api/health/services'),
        tell('PUT', '/api/users/val'),
        tell('PUT', '/api/rules/source'),
        tell('POST', '/-/reload'),
      ]);
    });
    expect(statuses).toEqual([403, 403, 403, 403, 403, 403]);
  });

  it('whose session ends signs in again over the same page', async ({ arrive }) => {
    const { page, screenshot } = await arrive('/on-call?silence=&refresh=1s', { site });
    const door = new Door(page);
    await door.signIn('admin', password);
    await page.getByLabel('Why').fill('half written');
    await page.context().clearCookies();
    await page.getByText('Your session is over').waitFor({ timeout: 60_000 });
    await screenshot('session-over-dark');
    await door.signIn('admin', password);
    await page.getByText('Your session is over').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Why').inputValue()).toBe('half written');
    await page.keyboard.press('Escape');
    await door.signOut('admin');
  });

  it('what a reload would change is shown before it is done', async ({ arrive }) => {
    const text = readFileSync(configFile, 'utf8');
    writeFileSync(configFile, text.replace('scrape_interval: 1s', 'scrape_interval: 2s'));
    const { page, screenshot } = await arrive('/settings/configuration', { site, theme: 'light' });
    await new Door(page).signIn('admin', password);
    await page.getByRole('region', { name: 'What a reload would change' }).waitFor();
    await screenshot('settings-configuration-light');
    await page.getByRole('button', { name: 'Reload', exact: true }).click();
    await page.getByText('What is on disk is in force.').waitFor();
  });

  it('every page of an admin fits a telephone and a desk, dark and light', async ({ arrive }) => {
    const { page, open, screenshot } = await arrive('/settings', { site, width: 360 });
    const door = new Door(page);
    await page.getByLabel('User name').waitFor();
    await screenshot('sign-in-360');
    await door.signIn('admin', password);
    await door.user('admin').waitFor();
    for (const path of [
      '/settings',
      '/settings/users',
      '/settings/tokens',
      '/settings/receivers',
      '/settings/configuration',
      '/settings/audit',
      '/services',
    ]) {
      await page.setViewportSize({ width: 360, height: 900 });
      await open(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      for (const [theme, width] of [
        ['dark', 360],
        ['light', 1280],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: theme });
        await expectToFit(page, `${path} at ${width}`);
        await screenshot(`admin${path.replaceAll('/', '-')}-${theme}-${width}`);
      }
    }
  });
});
