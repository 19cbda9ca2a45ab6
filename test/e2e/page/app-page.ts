import { expect, type Locator, type Page } from '@playwright/test';

/** The app's window as a user meets it: views, lists, tabs. Specs speak through this and through roles and labels. */
export class AppPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until the window has talked to the engine. */
  async isReady(): Promise<void> {
    await expect(this.page.getByText('engine running')).toBeVisible({ timeout: 30_000 });
  }

  /** Opens a view of the activity bar. */
  async openView(name: string): Promise<void> {
    const entry = this.page.getByRole('navigation').getByRole('button', { name, exact: true });
    if ((await entry.getAttribute('aria-pressed')) !== 'true') await entry.click();
    await expect(entry).toHaveAttribute('aria-pressed', 'true');
  }

  /** The side list of the view. */
  list(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true }).first();
  }

  async openInList(list: string, row: string): Promise<void> {
    await this.list(list).getByText(row).first().click();
  }

  async runScenario(name: string): Promise<void> {
    await this.openView('Runs');
    await this.openInList('Runs', name);
    await this.page.getByRole('button', { name: 'Run scenario' }).click();
  }

  /** Of the run that is shown: the row that holds all of these texts. */
  recipientOfRun(...texts: string[]): Locator {
    const rows = this.page.getByRole('grid', { name: 'Recipients of the run' }).getByRole('row');
    return texts.reduce((found, hasText) => found.filter({ hasText }), rows);
  }

  /** Of a field that offers choices. */
  async choose(field: RegExp, option: string): Promise<void> {
    await this.page.getByRole('button', { name: field }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  tab(name: string | RegExp): Locator {
    return this.page.getByRole('tab', { name });
  }

  editor(label: string): Locator {
    return this.page.locator(`[data-code-editor="${label}"]`);
  }

  /**
   * Rests the pointer on a thing until that shows what it has to say. One look may be cut short (by a text that is still
   * being checked, or a language service that is only starting), and a hand then moves the pointer off and on again.
   */
  async hoverUntilShown(thing: Locator, shown: Locator): Promise<void> {
    await expect(async () => {
      await this.page.mouse.move(0, 0);
      await thing.hover();
      await expect(shown).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 30_000 });
  }

  /** Types at the end of a line of a code editor. */
  async typeAtLineEnd(label: string, line: number, text: string): Promise<void> {
    await this.editor(label).click();
    await this.page.keyboard.press('ControlOrMeta+Home');
    for (let step = 1; step < line; step += 1) await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('End');
    await this.page.keyboard.type(text);
  }
}
