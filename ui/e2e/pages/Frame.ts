import type { Locator, Page } from 'playwright-core';

/** What surrounds every page. */
export class Frame {
  constructor(private readonly page: Page) {}

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get live(): Locator {
    return this.page.getByRole('status').first();
  }

  /** Follows a page of the rail by its name. */
  async goTo(name: string): Promise<void> {
    await this.page.getByRole('link', { name, exact: true }).first().click();
  }

  async openPalette(): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByRole('combobox').waitFor();
  }

  async runCommand(text: string): Promise<void> {
    await this.openPalette();
    const input = this.page.getByRole('combobox');
    // Filled rather than typed: the dialogue takes a moment until the keyboard is its own.
    await input.fill(text);
    await this.page.getByRole('option').filter({ hasText: text }).first().waitFor();
    await input.press('Enter');
  }

  groundColour(): Promise<string> {
    return this.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  }
}
