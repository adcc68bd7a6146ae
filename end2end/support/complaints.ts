// Everything a browser finds wrong with a page: errors, warnings, breaches of the content security policy.

import type { BrowserContext } from '@playwright/test';

/** Notes what the pages of a context complain about. The same words on a second page are not repeated. */
export async function listen(context: BrowserContext, heard: string[]): Promise<void> {
  const note = (words: string, place: string | undefined) => {
    if (!heard.some((one) => one.endsWith(words))) {
      heard.push(`${place ?? 'a page'}: ${words}`);
    }
  };
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      note(message.text(), message.location().url || message.page()?.url());
    }
  });
  context.on('weberror', (problem) => note(`${problem.error().stack}`, problem.page()?.url()));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy ${event.effectiveDirective} blocks ${event.blockedURI}`);
    });
  });
}

/** Takes out the complaints that a journey provoked on purpose; there must be one at least. */
export function expectComplaint(heard: string[], pattern: RegExp): void {
  const others = heard.filter((one) => !pattern.test(one));
  if (others.length === heard.length) {
    throw new Error(`nobody complained about ${pattern}`);
  }
  heard.splice(0, heard.length, ...others);
}

/** Takes out complaints that depend on what came first, such as whether a page tried its line again before it was closed. */
export function allowComplaint(heard: string[], pattern: RegExp): void {
  heard.splice(0, heard.length, ...heard.filter((one) => !pattern.test(one)));
}
