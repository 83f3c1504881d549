import { expect, type Page, test } from "playwright/test";
import { upUrl } from "./up-url";
import { visit } from "./visit";

const LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
const PAGES = [
  "/",
  "/models?q=llama&gateway=groq",
  "/models?q=zzzz",
  `/models/${LLAMA}`,
  `/compare?models=${LLAMA},katanemo/Arch-Router-1.5B&add=qwen`,
];
/** Ends the walk of a page that never ends. */
const MAX_STOPS = 150;

/** Where the focus is: whether it is the first stop again, or none, and whether the control's center can be seen. */
interface Stop {
  end: boolean;
  name: string;
  seen: boolean;
}

const focused = (page: Page, first: boolean) =>
  page.evaluate(async (isFirst): Promise<Stop> => {
    await new Promise(requestAnimationFrame);
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return { end: true, name: "", seen: true };
    const end = !isFirst && "firstStop" in element.dataset;
    if (isFirst) element.dataset.firstStop = "";
    const shown = (element.matches("input[type=radio], input[type=checkbox]") && element.closest("label")) || element;
    const { left, top, width, height } = shown.getClientRects()[0] ?? new DOMRect();
    const [x, y] = [left + width / 2, Math.min(top + height / 2, Math.max(top, innerHeight / 2))];
    return {
      end,
      name: `${element.ariaLabel ?? element.textContent?.slice(0, 40)} at ${Math.round(x)}, ${Math.round(y)}`,
      seen: shown.contains(document.elementFromPoint(x, y)),
    };
  }, first);

for (const [width, height] of [
  [320, 256],
  [640, 400],
] as const)
  for (const path of PAGES)
    for (const key of ["Tab", "Shift+Tab"])
      test(`${key} reaches no control of ${path} that is covered at ${width}x${height}`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await visit(page, upUrl(path));
        if (key === "Shift+Tab")
          await page.evaluate(() => getSelection()?.setPosition(document.body, document.body.childNodes.length));
        const covered: string[] = [];
        let stops = 0;
        for (; stops < MAX_STOPS; stops++) {
          await page.keyboard.press(key);
          const { end, name, seen } = await focused(page, stops === 0);
          if (end) break;
          if (!seen) covered.push(name);
        }
        expect(stops).toBeGreaterThan(5);
        expect(covered).toEqual([]);
      });

test("Tab reaches no filter that is covered by the end of the sheet", async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  await visit(page, upUrl("/models"));
  await page.getByRole("button", { name: "Filters" }).press("Enter");
  const covered: string[] = [];
  const last = page.getByRole("button", { name: /^Show [\d,]+ models$/ });
  let stops = 0;
  for (; stops < MAX_STOPS && !(await last.evaluate((button) => button === document.activeElement)); stops++) {
    await page.keyboard.press("Tab");
    const { name, seen } = await focused(page, false);
    if (!seen) covered.push(name);
  }
  expect(stops).toBeGreaterThan(20);
  expect(covered).toEqual([]);
});
