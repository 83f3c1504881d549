import { expect, test } from "playwright/test";
import { INDEX_FORMAT } from "@/lib/models/search-index";
import { Api } from "@/scripts/verify/api";
import { CHECKS } from "@/scripts/verify/checks";
import { violations } from "./accessibility";
import { overlaps } from "./overlaps";
import { upUrl } from "./up-url";
import { visit } from "./visit";

const PAGES = [
  "/",
  "/models",
  "/models?q=llama&gateway=groq",
  "/models?q=zzzz",
  "/models/katanemo/Arch-Router-1.5B",
  "/models/meta-llama/Llama-3.3-70B-Instruct?tokens_in=300k&cached=50",
  "/compare",
  "/changes",
  "/compare?models=meta-llama/Llama-3.3-70B-Instruct,katanemo/Arch-Router-1.5B&add=qwen",
  "/use",
  "/use/codex",
  "/gateways",
  "/gateways/huggingface",
  "/docs",
  "/chat",
  "/login",
  "/settings",
  "/admin",
  "/nowhere",
];

/** The rules that a theme can break: all others say the same in both. */
const COLOR_PAIRS = ["color-contrast", "link-in-text-block"];

test.describe("each page, at a desk and on a phone, in light and dark", () => {
  for (const path of PAGES) {
    test(`${path} breaks no accessibility rule, logs no error, and fits the width`, async ({ page }) => {
      const found: string[] = [];
      let where = "";
      page.on("pageerror", (error) => found.push(`${where}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" && !message.text().includes("404")) found.push(`${where}: ${message.text()}`);
      });
      for (const [width, height] of [
        [1280, 800],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        for (const colorScheme of ["light", "dark"] as const) {
          where = `${colorScheme} at ${width}`;
          await page.emulateMedia({ colorScheme });
          if (colorScheme === "light") {
            await visit(page, upUrl(path));
          }
          const broken = await violations(page, colorScheme === "light" ? undefined : COLOR_PAIRS);
          if (colorScheme === "light") broken.push(...(await overlaps(page)));
          found.push(...broken.map((rule) => `${where}: ${rule}`));
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (over > 0) found.push(`${where}: ${over} px too wide`);
        }
      }
      expect(found).toEqual([]);
    });
  }
});

test.describe("pages", () => {
  test("run under a policy that allows scripts by nonce only, and break none of it", async ({ page }) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    const policies = new Set<string | undefined>();
    // The second time the page is one that was kept.
    for (const _ of ["made", "kept"]) {
      const response = await visit(page, upUrl("/models"));
      const policy = response?.headers()["content-security-policy"];
      expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
      policies.add(policy);
      expect(response?.headers()["content-encoding"]).toBe("br");
      await expect(page.locator("html")).toHaveAttribute(
        "data-request-id",
        response?.headers()["x-request-id"] ?? "none",
      );
    }
    expect(policies.size).toBe(2);
    expect(errors).toEqual([]);
  });

  for (const path of ["/settings", "/admin", "/chat"])
    test(`${path} does nothing that the policy forbids`, async ({ page }) => {
      const tried: string[] = [];
      await page.exposeFunction("tried", (what: string) => void tried.push(what));
      await page.addInitScript(() => {
        localStorage.setItem("gatewayz_api_key", "gw_live_unknown");
        addEventListener("securitypolicyviolation", ({ blockedURI, sourceFile }) => {
          (globalThis as unknown as { tried(what: string): void }).tried(`${blockedURI} in ${sourceFile}`);
        });
      });
      await visit(page, upUrl(path));
      expect(tried).toEqual([]);
    });

  test("work where the browser blocks site data", async ({ page }) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.addInitScript(() => {
      const blocked = () => {
        throw new DOMException("site data is blocked", "SecurityError");
      };
      for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: blocked });
      Object.defineProperty(window, "BroadcastChannel", { value: blocked });
      Object.defineProperty(navigator, "locks", { value: { request: () => Promise.reject(new Error("blocked")) } });
    });
    for (const path of ["/models", "/compare", "/settings", "/chat"]) {
      await page.goto(upUrl(path));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
    const message = page.getByLabel("Message");
    await message.fill("hello");
    await expect(message).toHaveValue("hello");
    expect(errors).toEqual([]);
  });

  test("remember the chosen theme without a flash: the server sends it", async ({ page, request }) => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(upUrl("/"));
    await page.getByRole("button", { name: /dark|theme/i }).click();
    const cookies = await page.context().cookies();
    const theme = cookies.find((c) => c.name === "theme");
    expect(theme?.value).toBe("dark");
    const html = await (await request.get(upUrl("/"), { headers: { cookie: "theme=dark" } })).text();
    expect(html).toContain('data-theme="dark"');
  });

  test("name their own address as a whole one, which search engines ask for", async ({ page }) => {
    await page.goto(upUrl("/models?q=llama"));
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", upUrl("/models"));
  });

  test("answer 404 to an address that cannot be decoded", async () => {
    for (const path of ["/models/a%2Fb%zz", "/%E0%A4%A"]) {
      expect([path, (await fetch(upUrl(path))).status]).toEqual([path, 404]);
    }
  });

  test("say what the API is, and what robots may read", async ({ page, request }) => {
    await page.goto(upUrl("/docs"));
    await expect(page.locator("main")).toContainText("/v1/models/{id}");
    expect((await request.get(upUrl("/robots.txt"))).status()).toBe(200);
  });

  test("show the seed's table: every gateway with its own number, and the sum", async ({ page }) => {
    await page.goto(upUrl("/gateways"));
    await expect(page.getByRole("row", { name: /Hugging Face.*1,350/ })).toBeVisible();
    await expect(page.getByRole("row", { name: /total.*2,293/i })).toBeVisible();
  });

  test("have one for each gateway, which its old name leads to, and none for what is no gateway", async ({ page }) => {
    await page.goto(upUrl("/gateways"));
    await page
      .getByRole("row", { name: /Hugging Face/ })
      .getByRole("link", { name: "Hugging Face" })
      .click();
    await expect(page).toHaveURL(/\/gateways\/huggingface$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hugging Face");
    await page.getByText("Sync details", { exact: true }).click();
    await expect(page.getByLabel("Sync details")).toContainText(/Unique\s*1,350/);
    await page.getByRole("link", { name: /^All [\d,]+ on Hugging Face$/ }).click();
    await expect(page).toHaveURL(/\/models\?gateway=huggingface$/);
    const old = await page.request.get(upUrl("/gateways/hug"), { maxRedirects: 0 });
    expect([old.status(), old.headers().location]).toEqual([308, "/gateways/huggingface"]);
    expect((await page.request.get(upUrl("/gateways/nobody"))).status()).toBe(404);
  });

  test("cache an index by its hash forever, and redirect an unknown hash to the current one", async ({ request }) => {
    const html = await (await request.get(upUrl("/models"))).text();
    const unknown = await request.get(upUrl("/catalog/unknown"), { maxRedirects: 0 });
    expect(unknown.status()).toBe(307);
    expect(unknown.headers()["cache-control"]).toBe("no-store");
    const location = new URL(unknown.headers().location ?? "", upUrl("/"));
    expect(html).toContain(location.pathname.slice("/catalog/".length));
    for (const encoding of ["br", "gzip", "identity"]) {
      const index = await fetch(location, { headers: { "accept-encoding": encoding } });
      expect(index.headers.get("cache-control")).toContain("immutable");
      expect(index.headers.get("content-encoding") ?? "identity").toBe(encoding);
      expect(((await index.json()) as { v: number }).v).toBe(INDEX_FORMAT);
    }
  });

  for (const [name, run] of Object.entries(CHECKS)) {
    test(`hold what npm run verify -- ${name} asks`, async () => {
      const checks = await run(new Api(upUrl("")), () => {});
      expect(checks.length).toBeGreaterThan(2);
      expect(checks.filter((c) => !c.ok).map((c) => c.text)).toEqual([]);
    });
  }
});
