import axeCore from "axe-core";
import type { Page } from "playwright/test";

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** The rules of accessibility that a page breaks, of all of them or of some, each with the first element that does. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeCore.source);
  return page.evaluate(async (some) => {
    // A color that is still changing is not the color that people see.
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(fading.map((animation) => animation.finished));
    const { axe } = window as unknown as { axe: Axe };
    const only = some ? { runOnly: { type: "rule", values: some } } : {};
    const found = await axe.run({ ...only, resultTypes: ["violations"] });
    return found.violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
  }, rules);
}
