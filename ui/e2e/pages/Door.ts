import type { Locator, Page } from 'playwright-core';

/** Where a server with accounts asks who is there. */
export class Door {
  constructor(private readonly page: Page) {}

  get failure(): Locator {
    return this.page.getByRole('alert');
  }

  async signIn(name: string, password: string): Promise<void> {
    await this.page.getByLabel('User name').fill(name);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  user(name: string): Locator {
    return this.page.getByRole('button', { name: `Signed in as ${name}` });
  }

  async signOut(name: string): Promise<void> {
    await this.user(name).click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await this.page.getByLabel('User name').waitFor();
  }
}
