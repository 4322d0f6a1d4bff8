import { describe } from 'vitest';
import { untilAlerting } from './browser';
import { it } from './visitor';

describe('a rule', () => {
  it('is changed in its file, tried and looked at before, and its comments stay', async ({
    arrive,
    expect,
  }) => {
    await untilAlerting();
    const { page, screenshot } = await arrive('/rules');
    await page.getByRole('button', { name: 'Edit TargetSlow' }).click();
    const dialog = page.getByRole('dialog');
    const editor = dialog.getByLabel('YAML of the rule');
    await editor.getByText('expr').waitFor();
    await dialog.getByText('Well formed, and nothing odd about it').waitFor();

    // Every second of a day would take a while.
    await dialog.getByLabel('Back-test over').selectOption('1');

    // A mistake is told at its line, and cannot be saved.
    await editor.getByText('for').click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('foor: 5m');
    await dialog
      .getByText(/field foor not found/)
      .first()
      .waitFor();
    await expect
      .poll(() => dialog.getByRole('button', { name: 'Review and save' }).isDisabled())
      .toBe(true);
    await screenshot('rule-editor-mistake-dark');

    for (let i = 0; i < 'foor: 5m'.length; i++) await page.keyboard.press('Backspace');
    await page.keyboard.insertText('# so that it does not ring here');
    await dialog.getByText('It would not have fired.').waitFor();
    await screenshot('rule-editor-dark');
    await dialog.getByRole('button', { name: 'Review and save' }).click();
    await dialog.getByRole('region', { name: 'What changes in the file' }).waitFor();
    await screenshot('rule-editor-review-dark');
    await dialog.getByRole('button', { name: 'Write to the file' }).click();
    await dialog.getByText(/^Written to .*rules\.yml:\d+, and in force\.$/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();

    // One more, in a group of its own.
    await page.getByRole('button', { name: 'New rule' }).click();
    await dialog.getByLabel('Group', { exact: true }).selectOption('A new group…');
    await dialog.getByLabel('Name of the group').fill('made here');
    await dialog.getByLabel('Evaluated every').fill('30s');
    await dialog.getByLabel('Name', { exact: true }).fill('NeverThatSlow');
    await dialog.getByText('Write an expression.').waitFor();
    await dialog.getByRole('textbox', { name: 'PromQL expression' }).click();
    await page.keyboard.insertText('scrape_duration_seconds > 1e9');
    await dialog.getByLabel('Back-test over').selectOption('1');
    await dialog.getByText('It would not have fired.').waitFor();
    await screenshot('rule-new-dark');
    await dialog.getByRole('button', { name: 'Review and save' }).click();
    await dialog
      .getByRole('region', { name: 'What changes in the file' })
      .getByText('- name: made here')
      .waitFor();
    await dialog.getByRole('button', { name: 'Write to the file' }).click();
    await dialog.getByText(/^Written to .*rules\.yml:\d+, and in force\.$/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'Edit NeverThatSlow' }).waitFor();
  });
});
