import { expect, type Page, test } from "playwright/test";
import { type FakePrivy, PRIVY_APP, PRIVY_CODE, startPrivy } from "../fakes/privy";
import { type Program, startProgram } from "./program";
import { visit } from "./visit";

let privy: FakePrivy;
let program: Program;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  privy = await startPrivy();
  program = await startProgram({ PRIVY_APP_ID: PRIVY_APP, PRIVY_API_URL: privy.url, PRIVY_ALLOW_OVERRIDE: "1" });
});
test.afterAll(async () => {
  await program.stop();
  await privy.close();
});
test.beforeEach(async ({ context }) => {
  await context.route("https://explorer-api.walletconnect.com/**", (route) =>
    route.fulfill({ json: { listings: {} } }),
  );
});

const key = (page: Page) => page.evaluate(() => localStorage.getItem("gatewayz_api_key"));
const open = (page: Page, path: string) => page.goto(program.url + path);

const scriptSizes = (page: Page) =>
  page.evaluate(() => {
    const loaded = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    return loaded
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .map(({ decodedBodySize }) => decodedBodySize);
  });

async function byEmail(page: Page, address: string, code = PRIVY_CODE): Promise<void> {
  await page.getByLabel("Email").fill(address);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test.describe("signing in with Privy", () => {
  test("by email returns to the previous page, with a key that works", async ({ page, request }) => {
    await open(page, "/models?q=llama");
    await page.getByRole("link", { name: "Sign in" }).click();
    await byEmail(page, "ada@example.com");
    await page.waitForURL(`${program.url}/models?q=llama`);
    await expect(page.getByRole("status").filter({ hasText: "Signed in" })).toBeAttached();
    const held = await key(page);
    expect(held).toMatch(/^gw_live_/);
    const account = await request.get(`${program.url}/v1/account`, { headers: { authorization: `Bearer ${held}` } });
    expect(await account.json()).toMatchObject({
      email: "ada@example.com",
      email_verified: false,
      auth_method: "email",
    });
    await expect(page.getByRole("button", { name: "Account" })).toBeVisible();
  });

  test("keeps the typed text after a wrong code, and accepts the right one afterward", async ({ page }) => {
    await open(page, "/login?next=/gateways");
    await byEmail(page, "wrong@example.com", "000000");
    await expect(page.getByText("That code is not right")).toBeVisible();
    await page.getByLabel("Code", { exact: true }).fill(PRIVY_CODE);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(`${program.url}/gateways`);
  });

  for (const name of ["Google", "GitHub"]) {
    test(`with ${name} goes there and back, and on to the requested page`, async ({ page }) => {
      await open(page, "/login?next=/compare");
      await page.getByRole("button", { name: `Continue with ${name}` }).click();
      await page.waitForURL(`${program.url}/compare`);
      expect(await key(page)).toMatch(/^gw_live_/);
    });
  }

  test("shows an error when the other site refuses, and offers the other ways", async ({ page }) => {
    privy.deny(true);
    await open(page, "/login");
    await page.getByRole("button", { name: "Continue with GitHub" }).click();
    await expect(page.getByText("refused the sign-in")).toBeVisible();
    privy.deny(false);
    await byEmail(page, "denied@example.com");
    await page.waitForURL(`${program.url}/`);
  });

  test("reports too many attempts", async ({ page }) => {
    privy.fail("/api/v1/passwordless/init", 429);
    await open(page, "/login");
    await page.getByLabel("Email").fill("many@example.com");
    await page.getByRole("button", { name: "Send me a code" }).click();
    await expect(page.getByText("Too many attempts")).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue("many@example.com");
    privy.fail("/api/v1/passwordless/init", null);
  });

  test("continues immediately in a tab that already has a key, without calling the service", async ({
    page,
    context,
  }) => {
    await open(page, "/login?next=/docs");
    await byEmail(page, "two@example.com");
    await page.waitForURL(`${program.url}/docs`);
    const before = privy.calls.length;
    const second = await context.newPage();
    await second.goto(`${program.url}/login?next=/compare`);
    await second.waitForURL(`${program.url}/compare`);
    expect(privy.calls.length).toBe(before);
  });

  test("only leads to pages of this site", async ({ page }) => {
    await open(page, "/login?next=//evil.example/steal");
    await byEmail(page, "next@example.com");
    await page.waitForURL(`${program.url}/`);
  });

  test("ends in every tab and on the server after signing out", async ({ page, context, request }) => {
    await open(page, "/login?next=/settings");
    await byEmail(page, "out@example.com");
    await expect(page.getByText("Signed in as out@example.com")).toBeVisible();
    const held = await key(page);
    const other = await context.newPage();
    await other.goto(`${program.url}/gateways`);
    await expect(other.getByRole("button", { name: "Account" })).toBeVisible();
    await page.getByRole("link", { name: "Sign out" }).click();
    await expect(page.getByLabel("Email")).toBeVisible();
    await expect(other.getByRole("link", { name: "Sign in" })).toBeVisible();
    expect(await key(page)).toBeNull();
    const account = await request.get(`${program.url}/v1/account`, { headers: { authorization: `Bearer ${held}` } });
    expect(account.status()).toBe(401);
    await page.goto(`${program.url}/login`);
    await expect(page.getByLabel("Email")).toBeVisible();
  });

  test("with Google works on the page after signing out", async ({ page }) => {
    await open(page, "/login?next=/settings");
    await byEmail(page, "again@example.com");
    await page.getByRole("link", { name: "Sign out" }).click();
    await expect(page.getByRole("button", { name: "Continue with Google" })).toBeEnabled();
    await page.getByRole("button", { name: "Continue with Google" }).click();
    await page.waitForURL(`${program.url}/`);
    expect(await key(page)).toMatch(/^gw_live_/);
  });

  test("asks again when the session was ended elsewhere", async ({ page }) => {
    await open(page, "/login?next=/docs");
    await byEmail(page, "ended@example.com");
    await page.waitForURL(`${program.url}/docs`);
    privy.revoke();
    await page.evaluate(() => localStorage.removeItem("gatewayz_api_key"));
    await open(page, "/login?next=/docs");
    await byEmail(page, "ended@example.com");
    await page.waitForURL(`${program.url}/docs`);
    expect(await key(page)).toMatch(/^gw_live_/);
  });

  test("says that the service does not respond, and that the rest works", async ({ page }) => {
    privy.fail(`/api/v1/apps/${PRIVY_APP}`, 500);
    await open(page, "/login");
    await expect(page.getByText("The sign-in service isn’t responding")).toBeVisible({ timeout: 15_000 });
    privy.fail(`/api/v1/apps/${PRIVY_APP}`, null);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByLabel("Email")).toBeVisible();
    await expect(page.getByRole("button", { name: "Send me a code" })).toBeEnabled();
  });

  test("shows an error when the network fails in the middle, and keeps the typed text", async ({ page, context }) => {
    await open(page, "/login");
    await expect(page.getByRole("button", { name: "Send me a code" })).toBeEnabled();
    await page.getByLabel("Email").fill("dead@example.com");
    await context.setOffline(true);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await expect(page.getByText("check your connection")).toBeVisible({ timeout: 20_000 });
    await expect(page.getByLabel("Email")).toHaveValue("dead@example.com");
    await context.setOffline(false);
  });

  test("costs other pages nothing: they load no script of it and never call the service", async ({ page }) => {
    const before = privy.calls.length;
    const sizes: number[] = [];
    for (const path of ["/", "/models", "/gateways"]) {
      await visit(page, program.url + path);
      sizes.push(...(await scriptSizes(page)));
    }
    expect(sizes.length).toBeGreaterThan(0);
    expect(privy.calls.length).toBe(before);
    expect(Math.max(...sizes)).toBeLessThan(600_000);
  });
});

test.describe("signing in on one's own machine", () => {
  test("accepts the code that the terminal prints, creates a key, shows it once, and revokes it", async ({ page }) => {
    const own = await startProgram();
    const printed = new Promise<string>((resolve) => {
      own.process.stdout?.on("data", (chunk: Buffer) => {
        const code = /Sign-in code: (\S+)/.exec(chunk.toString())?.[1];
        if (code) resolve(code);
      });
    });
    await page.goto(`${own.url}/login?next=/settings`);
    await page.getByRole("button", { name: "Print sign-in code" }).click();
    await page.getByLabel("Code from the terminal").pressSequentially("wrng-code");
    await expect(page.getByText("the code is wrong")).toBeVisible();
    await expect(page.getByLabel("Code from the terminal")).toHaveValue("WRNGCODE");
    await page.getByLabel("Code from the terminal").fill(await printed);
    await expect(page.getByText("Signed in as Operator")).toBeVisible();
    await page.getByRole("button", { name: "Create key" }).click();
    const creating = page.getByRole("dialog", { name: "Create an API key" });
    await expect(creating.getByLabel("Name")).toBeFocused();
    await creating.getByLabel("Name").fill("my laptop");
    await creating.getByRole("button", { name: "Create", exact: true }).click();
    await expect(page.getByText("You won’t see it again")).toBeFocused();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("button", { name: "Create key" })).toBeFocused();
    await page.getByRole("button", { name: "Revoke my laptop" }).click();
    const asking = page.getByRole("dialog", { name: "Revoke my laptop?" });
    await asking.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("button", { name: "Revoke my laptop" })).toBeFocused();
    await page.getByRole("button", { name: "Revoke my laptop" }).click();
    await asking.getByRole("button").last().click();
    await expect(page.getByRole("button", { name: "Revoke my laptop" })).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "API keys" })).toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: "my laptop revoked" })).toBeAttached();

    // On a phone the address leads to the keys of gateways, whatever comes above and below them, and nothing is cut off.
    await page.setViewportSize({ width: 390, height: 500 });
    await page.goto(`${own.url}/settings#gateway-keys`);
    await page.getByRole("button", { name: "Add key for Groq" }).click();
    const setting = page.getByRole("dialog", { name: "Key for Groq" });
    await setting.getByLabel("API key").fill("sk-of-a-gateway");
    await setting.getByRole("button", { name: "Save key" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Key for Groq saved" })).toBeAttached();
    await page.goto(`${own.url}/models`);
    await page.goto(`${own.url}/settings#gateway-keys`);
    await expect(page.getByRole("button", { name: /^Remove the key for/ })).toBeVisible();
    await expect(page.getByText("No usage yet.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Gateway keys" })).toBeInViewport();
    for (const table of await page.getByRole("table").all()) {
      expect(await table.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    }
    await own.stop();
  });
});
