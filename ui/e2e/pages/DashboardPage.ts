import type { Locator, Page } from 'playwright-core';

/** Dashboards as a person handles them. */
export class DashboardPage {
  constructor(private readonly page: Page) {}

  /** Opens the import and pastes a file's content. */
  async paste(content: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Import' }).first().click();
    await this.page.getByLabel('Or paste its content').fill(content);
  }

  panel(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /** How many series the chart of a panel has, once it is there. */
  async seriesDrawn(title: string): Promise<number> {
    const chart = this.panel(title).locator('[role="img"][data-series]');
    // On a small screen it may be further down, where nothing is asked yet.
    await this.panel(title).scrollIntoViewIfNeeded();
    await chart.waitFor();
    return Number(await chart.getAttribute('data-series'));
  }

  /** Chooses the first option of a variable by hand, and says which it is. */
  async chooseFirst(variable: string): Promise<string> {
    await this.page.getByRole('button', { name: new RegExp(`^${variable}: `) }).click();
    const option = this.page.getByRole('option').first();
    const text = await option.innerText();
    await option.click();
    return text;
  }
}
