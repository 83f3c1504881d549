import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../e2e/program";

/** More lines than any pipe holds. */
const REQUESTS = 2_000;
const AT_ONCE = 16;

describe("a server whose output", () => {
  let program: Program;
  beforeAll(() => promisify(execFile)(process.execPath, ["scripts/setup.mjs", "bundle"]));
  afterEach(() => program.stop("SIGKILL"));

  it.each<[string, (to: Program["process"]) => void]>([
    ["is closed", ({ stdout, stderr }) => [stdout, stderr].map((stream) => stream?.destroy())],
    ["nobody reads any more", ({ stdout, stderr }) => [stdout, stderr].map((stream) => stream?.pause())],
  ])("%s answers, prints and ends like every other", async (_, leave) => {
    program = await startProgram({ WEB_APP: "0", LOG_LEVEL: "info" });
    leave(program.process);
    let answered = 0;
    const ask = async () => {
      for (let i = 0; i < REQUESTS / AT_ONCE; i++) {
        const answer = await fetch(`${program.url}/v1/nothing`);
        await answer.arrayBuffer();
        if (answer.status === 404) answered++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    expect(answered).toBeGreaterThanOrEqual(REQUESTS);
    expect((await fetch(`${program.url}/auth/local`, { method: "POST" })).status).toBe(200);
    expect((await fetch(`${program.url}/healthz`)).status).toBe(200);
    expect(await program.stop()).toBe(0);
  });
});
