import { expect, type Page, type Route, test } from "playwright/test";
import { startUpstreams } from "../fakes/upstreams";
import { startProgram } from "./program";
import { upUrl } from "./up-url";
import { visit } from "./visit";

/** Longer than a list page waits between two polls of the gateways' state. */
const REFRESH_MS = 6_000;

test.describe("input before the scripts have loaded", () => {
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
    await visit(page, upUrl("/gateways"));
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
    await visit(page, upUrl("/gateways"));
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
  /** Opens the list of a program one of whose gateways never ends its list. */
  async function whileSyncing(page: Page, path: string, test: (refresh: () => Promise<void>) => Promise<void>) {
    const upstreams = await startUpstreams();
    upstreams.fault("chutes", "hang");
    const program = await startProgram({ ...upstreams.env(), SYNC_ON_START: "1" });
    /** Advances the time until the list refreshes itself. */
    const refresh = async () => {
      const refreshed = page.waitForEvent("requestfinished", (request) => request.url().includes("/rows"));
      await page.clock.fastForward(REFRESH_MS);
      await refreshed;
    };
    try {
      await page.clock.install();
      await page.goto(program.url + path);
      await page.locator("tr.needs-script").waitFor({ state: "detached" });
      await test(refresh);
    } finally {
      await program.stop();
      await upstreams.close();
    }
  }
  const both = /\?q=whisper&gateway=groq$/;
  const groq = (page: Page) => page.locator('a[data-facet="gateways"][data-value="groq"]').first();
  const active = (page: Page) => page.getByRole("list", { name: "Active filters" });

  test("the list keeps its query in the URL through a refresh, a reload, and Back", async ({ page }) => {
    await whileSyncing(page, "/models", async (refresh) => {
      await page.locator("#page-search").fill("whisper");
      await expect(page).toHaveURL(/\?q=whisper$/);
      await groq(page).click();
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
      await expect(active(page)).toHaveCount(0);
    });
  });

  test("a filter chosen during a refresh stays chosen when the older page arrives", async ({ page }) => {
    await whileSyncing(page, "/models?q=whisper", async (refresh) => {
      const held = new Promise<() => Promise<void>>((resolve) => {
        const hold = async (route: Route) => {
          const response = await route.fetch();
          resolve(() => route.fulfill({ response }));
        };
        void page.route(/\/rows/, hold, { times: 1 });
      });
      await page.clock.fastForward(REFRESH_MS);
      const answer = await held;
      await groq(page).click();
      await expect(page).toHaveURL(both);
      await answer();
      await refresh();
      await expect(page).toHaveURL(both);
      await expect(active(page)).toContainText("Groq");
      await page.goBack();
      await expect(page).toHaveURL(/\?q=whisper$/);
    });
  });

  test("a refresh that fails changes nothing, and the next one works", async ({ page }) => {
    await whileSyncing(page, "/models?q=whisper", async (refresh) => {
      await page.route(/\/rows|_rsc=/, (route) => route.abort(), { times: 1 });
      const failed = page.waitForEvent("requestfailed", (request) => /\/rows|_rsc=/.test(request.url()));
      const navigated: string[] = [];
      page.on("request", (request) => request.isNavigationRequest() && navigated.push(request.url()));
      await page.clock.fastForward(REFRESH_MS);
      await failed;
      await refresh();
      expect(navigated).toEqual([]);
      await expect(page.locator("#page-search")).toHaveValue("whisper");
    });
  });
});
