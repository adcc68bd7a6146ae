// Accessibility that a program can check.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe-core finds wrong with the page as it is, a line each. */
export async function violations(page: Page, place: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${place}: ${id} (${help}): ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}
