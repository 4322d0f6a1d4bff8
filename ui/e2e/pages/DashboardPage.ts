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

  /** Chooses something in the menu of a panel. */
  async panelMenu(title: string, item: string): Promise<void> {
    await this.panel(title).hover();
    await this.page.getByRole('button', { name: `Menu of ${title}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** Keeps a dashboard as a script would. */
  async put(dashboard: object): Promise<void> {
    const address = new URL('/api/v1/dashboards', this.page.url()).href;
    const answer = await this.page.request.post(address, {
      data: { dashboard, folder: 'Made here', overwrite: true },
    });
    if (!answer.ok()) throw new Error(await answer.text());
  }

  /** Writes a panel's first query, as fast as hands do. */
  async writeQuery(expression: string): Promise<void> {
    const editor = this.page.getByRole('textbox', { name: 'PromQL expression' }).first();
    await editor.click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(expression);
    await editor.filter({ hasText: expression }).waitFor();
    await this.page.keyboard.press('ControlOrMeta+Enter');
  }

  /** Left, top, width and height of a panel, in pixels. */
  async place(title: string): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.panel(title).boundingBox();
    if (box === null) throw new Error(`${title} is not on the page`);
    return box;
  }
}
