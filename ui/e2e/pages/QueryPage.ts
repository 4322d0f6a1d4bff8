import type { Locator, Page } from 'playwright-core';

/** The Query page as a person handles it. */
export class QueryPage {
  constructor(private readonly page: Page) {}

  get editor(): Locator {
    return this.page.locator('.cm-content').first();
  }

  get chart(): Locator {
    return this.page.locator('[role="img"][data-series]').first();
  }

  get suggestions(): Locator {
    return this.page.locator('.cm-tooltip-autocomplete li');
  }

  async type(expression: string): Promise<void> {
    await this.editor.click();
    await this.page.keyboard.type(expression);
  }

  async run(): Promise<void> {
    await this.page.keyboard.press('Control+Enter');
  }

  async showTable(): Promise<void> {
    await this.page.getByText(/^(?:Table|Tableau)$/).click();
  }

  async seriesDrawn(): Promise<number> {
    await this.chart.waitFor();
    return Number(await this.chart.getAttribute('data-series'));
  }

  /** How many pixels of the chart's canvas have the colour of the first series. */
  colouredPixels(): Promise<number> {
    return this.chart.locator('canvas').evaluate((canvas) => {
      const drawing = (canvas as HTMLCanvasElement).getContext('2d');
      if (drawing === null) return 0;
      const hex = getComputedStyle(document.documentElement).getPropertyValue('--series-0').trim();
      const wanted = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
      const { data } = drawing.getImageData(0, 0, drawing.canvas.width, drawing.canvas.height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (wanted.every((channel, index) => Math.abs(channel - (data[at + index] ?? 0)) < 12))
          count++;
      }
      return count;
    });
  }
}
