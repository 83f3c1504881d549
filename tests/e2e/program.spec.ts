import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "playwright/test";
import { startUpstreams } from "../fakes/upstreams";
import { startProgram, syncAll } from "./program";

test.describe("the program", () => {
  test("serves the built-in catalog with its date when there is no network", async () => {
    const program = await startProgram();
    try {
      expect(program.line).toMatch(
        /^Gatewayz is at http:\/\/127\.0\.0\.1:\d+: [\d,]+ models \([\d,]+ offers\) of 12 gateways; 12 from the built-in catalog of \d{4}-\d\d-\d\d$/,
      );
      const { data } = (await (await fetch(`${program.url}/v1/gateways`)).json()) as {
        data: { state: string; unique: number }[];
      };
      expect(new Set(data.map((g) => g.state))).toEqual(new Set(["embedded", "no_key"]));
      expect(data.reduce((sum, g) => sum + g.unique, 0)).toBeGreaterThanOrEqual(900);
      expect((await fetch(`${program.url}/models`)).status).toBe(200);
    } finally {
      await program.stop();
    }
  });

  test("keeps the last good data after being killed and restarted without upstreams", async () => {
    const upstreams = await startUpstreams();
    const variables = { ...upstreams.env(), WEB_APP: "0" };
    const first = await startProgram(variables);
    await syncAll(first.url);
    const before = await (await fetch(`${first.url}/v1/models?gateway=huggingface`)).json();
    first.process.kill("SIGKILL");
    await upstreams.close();
    const second = await startProgram({ ...variables, DATA_DIR: first.dataDir });
    try {
      const after = await (await fetch(`${second.url}/v1/models?gateway=huggingface`)).json();
      expect(after).toEqual(before);
      expect(second.line).toMatch(/12 last synced \d+ s ago$/);
    } finally {
      await second.stop();
      await first.stop();
    }
  });

  test("serves pages and API while every upstream hangs", async () => {
    const upstreams = await startUpstreams();
    for (const slug of ["openrouter", "huggingface", "deepinfra", "chutes", "cerebras", "novita"] as const)
      upstreams.fault(slug, "hang");
    const program = await startProgram({ ...upstreams.env(), SYNC_ON_START: "1" });
    try {
      for (const path of ["/models", "/", "/gateways", "/v1/models"])
        expect((await fetch(program.url + path)).status).toBe(200);
      const { data } = (await (await fetch(`${program.url}/v1/gateways`)).json()) as {
        data: { slug: string; progress: object | null }[];
      };
      expect(data.find((g) => g.slug === "huggingface")?.progress).toMatchObject({ pages: 0, rows: 0 });
    } finally {
      await program.stop();
      await upstreams.close();
    }
  });

  test("refuses a second process on its data directory, and a wrong setting, with a message", async () => {
    const program = await startProgram({ WEB_APP: "0" });
    try {
      await expect(startProgram({ DATA_DIR: program.dataDir })).rejects.toThrow(
        /is in use by another Gatewayz process/,
      );
      await expect(startProgram({ SYNC_INTERVAL_SECONDS: "often" })).rejects.toThrow(
        'SYNC_INTERVAL_SECONDS: expected a whole number from 0 to 86400, got "often"',
      );
      await expect(startProgram({ GROQ_BASE_URL: "groq" })).rejects.toThrow(/GROQ_BASE_URL: expected a URL/);
    } finally {
      await program.stop();
    }
  });

  test("ends cleanly on a signal, and releases the data directory", async () => {
    const program = await startProgram();
    const { dataDir } = program;
    const exit = new Promise((resolve) => program.process.once("exit", resolve));
    program.process.kill("SIGTERM");
    expect(await exit).toBe(0);
    expect(existsSync(join(dataDir, "gatewayz.db"))).toBe(true);
    const again = await startProgram({ DATA_DIR: dataDir });
    await again.stop();
    await program.stop();
  });

  test("shows the backend at GATEWAYZ_API_URL, and proxies its API", async () => {
    const backend = await startProgram({ WEB_APP: "0" });
    const web = await startProgram({ GATEWAYZ_API_URL: backend.url });
    try {
      expect(web.line).toContain(`showing the backend at ${backend.url}`);
      const own = (await (await fetch(`${backend.url}/v1/models?gateway=groq`)).json()) as {
        data: { model: string }[];
      };
      const passed = await (await fetch(`${web.url}/v1/models?gateway=groq`)).json();
      expect(passed).toEqual(own);
      const page = async () => (await fetch(`${web.url}/models?gateway=groq`)).text();
      await expect.poll(page, { timeout: 20_000 }).toContain(own.data[0]?.model);
    } finally {
      await web.stop();
      await backend.stop();
    }
  });
});
