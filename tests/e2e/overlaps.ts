import type { Page } from "playwright/test";

/** Headings and controls of the page that cover each other, as pairs of their texts. */
export function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** Where an element can be seen: within all ancestors that cut off what is outside of them. */
    const seen = (element: Element): DOMRect => {
      let { left, top, right, bottom } = element.getBoundingClientRect();
      for (let around = element.parentElement; around; around = around.parentElement) {
        if (getComputedStyle(around).overflow === "visible") continue;
        const box = around.getBoundingClientRect();
        [left, top] = [Math.max(left, box.left), Math.max(top, box.top)];
        [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
      }
      return new DOMRect(left, top, right - left, bottom - top);
    };
    const floats = (element: Element | null): boolean =>
      element !== null && (/fixed|sticky/.test(getComputedStyle(element).position) || floats(element.parentElement));
    const TOUCH = 3;
    const found = [...document.querySelectorAll("h1, h2, h3, input, select, textarea, button, a")]
      .filter((element) => element.checkVisibility() && !floats(element))
      .map((element) => ({ element, box: seen(element) }))
      .filter(({ box }) => box.width > TOUCH && box.height > TOUCH);
    const name = (element: Element) =>
      element.getAttribute("aria-label") ?? (element.textContent || element.getAttribute("name") || element.tagName);
    return found.flatMap((one, place) =>
      found.slice(place + 1).flatMap((other) => {
        if (one.element.contains(other.element) || other.element.contains(one.element)) return [];
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        return wide > TOUCH && high > TOUCH ? [`covered: ${name(one.element)} and ${name(other.element)}`] : [];
      }),
    );
  });
}
