import { expect, type Page, type Route, test } from "playwright/test";
import { startUpstreams } from "../fakes/upstreams";
import { startProgram } from "./program";
import { upUrl } from "./up-url";

/** Longer than a list page waits between two polls of the gateways' state. */
const REFRESH_MS = 6_000;

test.describe("input before the scripts have loaded", () => {
  test.use({ serviceWorkers: "block" });

  /** Holds requests until the returned function is called. */
  async function hold(page: Page, glob: string): Promise<() => void> {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(glob, async (route) => {
      await held;
      await route.continue();
    });
    return release;
  }

  test("expands the requested offers once the list is loaded", async ({ page }) => {
    const release = await hold(page, "**/catalog/*");
    const asked = page.waitForRequest(/\/catalog\//);
    await page.goto(upUrl("/models?q=gpt+oss+120b"));
    await asked;
    await page.locator("tr.row .c-model a").first().focus();
    await page.keyboard.press("ArrowRight");
    release();
    await expect(page.getByLabel("Offers of gpt oss 120b", { exact: true })).toBeVisible();
    await expect(page).toHaveURL(/\/models\?q=gpt/);
  });

  test("keeps keys typed before the palette is loaded, and reopens it immediately", async ({ page }) => {
    await page.goto(upUrl("/gateways"));
    await page.waitForLoadState("networkidle");
    const palette = page.getByRole("dialog", { name: "Search" });
    const release = await hold(page, "**/_next/static/chunks/**");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("cha");
    release();
    await expect(palette.getByRole("combobox")).toHaveValue("cha");
    await page.keyboard.type("nges");
    await expect(palette.getByRole("combobox")).toHaveValue("changes");
    await page.evaluate(() => {
      document.querySelector("dialog")?.close();
      dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true }));
    });
    await expect(palette.getByRole("combobox")).toBeFocused();
    await page.keyboard.type("changes");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/changes$/);
  });

  test("keeps a key typed between the palette's first paint and its focus", async ({ page }) => {
    await page.goto(upUrl("/gateways"));
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => {
      const press = (key: string, ctrlKey = false) => dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey }));
      new MutationObserver((_, observer) => {
        if (!document.querySelector("dialog")) return;
        observer.disconnect();
        press("y");
      }).observe(document.body, { childList: true, subtree: true });
      press("k", true);
      press("x");
    });
    await expect(page.getByRole("dialog", { name: "Search" }).getByRole("combobox")).toHaveValue("xy");
  });

  test("completes a filter by keys typed before anything is counted", async ({ page }) => {
    await page.goto(upUrl("/models"));
    await expect(page.locator("tr.needs-script")).toHaveCount(0);
    await page.locator("#page-search").pressSequentially("gatew");
    await expect(page.getByRole("option")).toHaveText([/gateway:/, /gateways>=/]);
    await expect(page.getByRole("checkbox", { name: "Groq, 0 models" })).toBeVisible();
    await page.evaluate(async () => {
      const input = document.querySelector<HTMLInputElement>("#page-search");
      const told = async (event: Event) => {
        input?.dispatchEvent(event);
        // The event's changes are rendered, but no frame was painted.
        for (let i = 0; i < 10; i++) await Promise.resolve();
      };
      const press = (key: string) => told(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await press("ArrowDown");
      await press("Enter");
      if (input) input.value += "gro";
      await told(new InputEvent("input", { bubbles: true }));
      await press("ArrowDown");
      await press("Enter");
    });
    await expect(page.getByRole("list", { name: "Active filters" }).getByRole("link", { name: /^Remove/ })).toHaveText([
      /Groq/,
    ]);
  });
});

test.describe("while a gateway is syncing", () => {
  test("a filter chosen during a refresh stays chosen when the older page arrives", async ({ page }) => {
    const upstreams = await startUpstreams();
    upstreams.fault("chutes", "hang");
    const program = await startProgram({ ...upstreams.env(), SYNC_ON_START: "1" });
    try {
      await page.clock.install();
      await page.goto(`${program.url}/models?q=whisper`);
      await page.locator("tr.needs-script").waitFor({ state: "detached" });
      let answer: (() => Promise<void>) | undefined;
      const hold = async (route: Route) => {
        const response = await route.fetch();
        answer = () => route.fulfill({ response });
      };
      await page.route(/_rsc=/, hold, { times: 1 });
      await page.clock.fastForward(REFRESH_MS);
      await expect.poll(() => answer !== undefined).toBe(true);
      await page.locator('a[data-facet="gateways"][data-value="groq"]').first().click();
      await expect(page).toHaveURL(/q=whisper&gateway=groq$/);
      await answer?.();
      const refreshed = page.waitForResponse((response) => response.url().includes("_rsc="));
      await page.clock.fastForward(REFRESH_MS);
      await refreshed;
      await expect(page).toHaveURL(/q=whisper&gateway=groq$/);
      await expect(page.getByRole("list", { name: "Active filters" })).toContainText("Groq");
      await page.goBack();
      await expect(page).toHaveURL(/\?q=whisper$/);
    } finally {
      await program.stop();
      await upstreams.close();
    }
  });

  test("the list keeps its query in the URL through a refresh, a reload, and Back", async ({ page }) => {
    const upstreams = await startUpstreams();
    upstreams.fault("chutes", "hang");
    const program = await startProgram({ ...upstreams.env(), SYNC_ON_START: "1" });
    try {
      await page.clock.install();
      /** Advances the time until the page refreshes itself. */
      const refresh = async () => {
        const refreshed = page.waitForResponse((response) => response.url().includes("_rsc="));
        await page.clock.fastForward(REFRESH_MS);
        await refreshed;
      };
      await page.goto(`${program.url}/models`);
      await page.locator("tr.needs-script").waitFor({ state: "detached" });
      await page.locator("#page-search").fill("whisper");
      await expect(page).toHaveURL(/\?q=whisper$/);
      const link = page.locator('a[data-facet="gateways"][data-value="groq"]').first();
      const chosen = await link.getAttribute("data-value");
      await link.click();
      const both = new RegExp(`q=whisper&gateway=${chosen}$`);
      await expect(page).toHaveURL(both);
      for (let times = 0; times < 2; times++) {
        await refresh();
        await expect(page).toHaveURL(both);
      }
      await page.reload();
      await expect(page.locator("#page-search")).toHaveValue("whisper");
      await expect(page).toHaveURL(both);
      await refresh();
      await page.goBack();
      await expect(page).toHaveURL(/\?q=whisper$/);
      await expect(page.getByRole("list", { name: "Active filters" })).toHaveCount(0);
    } finally {
      await program.stop();
      await upstreams.close();
    }
  });
});
