import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import { chatOffer } from "./chat-server";
import { ADMIN_TOKEN, type Harness, startHarness } from "./harness";

let harness: Harness;
let url: string;
beforeAll(async () => {
  const embedded = { asOf: "2026-01-01", offers: [chatOffer("groq", "lab/m1")] };
  harness = await startHarness({ embedded, variables: { TRUST_PROXY: "1" } });
  url = await harness.url();
});
afterAll(() => harness.stop());

const from = (address: string, headers: Record<string, string> = {}) => ({
  headers: { "x-forwarded-for": address, "x-forwarded-proto": "https", ...headers },
});

describe("guesses of the admin token", () => {
  const guess = (address: string, token: string) =>
    fetch(`${url}/v1/admin/overview`, from(address, { authorization: `Bearer ${token}` }));

  it("are limited per network, and never lock the operator out", async () => {
    const statuses = [];
    for (let i = 0; i < 15; i++) statuses.push((await guess(`2001:db8:1:2::${i.toString(16)}`, `guess ${i}`)).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual(Array(5).fill(429));
    expect((await guess("2001:db8:1:2::1", ADMIN_TOKEN)).status).toBe(200);
    expect((await guess("2001:db8:1:3::1", "another")).status).toBe(401);
  });

  it("count at every path that accepts the token", async () => {
    for (let i = 0; i < 5; i++) await guess("203.0.113.50", `guess ${i}`);
    const bearer = { authorization: "Bearer wrong" };
    for (let i = 0; i < 5; i++) await fetch(`${url}/v1/sync`, { method: "POST", ...from("203.0.113.50", bearer) });
    expect((await fetch(`${url}/v1/reports`, from("203.0.113.50", bearer))).status).toBe(429);
  });
});

describe("reports", () => {
  it("of one visitor leave room for others", async () => {
    const body = JSON.stringify({ model: "lab/m1", gateway: "groq", native_id: "lab/m1" });
    const report = (address: string) => fetch(`${url}/v1/reports`, { method: "POST", body, ...from(address) });
    const statuses = [];
    for (let i = 0; i < 12; i++) statuses.push((await report("203.0.113.60")).status);
    expect(statuses).toEqual([...Array(10).fill(201), 429, 429]);
    expect((await report("203.0.113.61")).status).toBe(201);
  });
});

describe("signing in with a code", () => {
  const ask = (address: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/auth/local`, { method: "POST", ...from(address, headers) });
  const send = (address: string, code: string) =>
    fetch(`${url}/auth`, { method: "POST", body: JSON.stringify({ token: `local:${code}` }), ...from(address) });
  const code = () => /Sign-in code: (\S+)/.exec(harness.printed.at(-1) ?? "")?.[1] ?? "";

  it("works for its operator whatever others try", async () => {
    expect((await ask("203.0.113.1")).status).toBe(200);
    const mine = code();
    for (let i = 0; i < 12; i++) await ask("198.51.100.7");
    for (let i = 0; i < 35; i++) await send("198.51.100.7", "AAAA-AAAA");
    expect((await ask("198.51.100.7")).status).toBe(429);
    expect((await send("198.51.100.7", mine)).status).toBe(429);
    expect((await send("203.0.113.1", mine)).status).toBe(200);
  });

  it("uses a separate code per address", async () => {
    await ask("203.0.113.2");
    const answer = await send("203.0.113.3", code());
    expect([answer.status, ((await answer.json()) as ErrorBody).error.code]).toEqual([401, "code_expired"]);
  });

  it.each<[string, Record<string, string>]>([
    ["a page of another site", { "sec-fetch-site": "cross-site", origin: "https://evil.test" }],
    ["a page of a neighbor's site", { "sec-fetch-site": "same-site" }],
    ["a page of another site in an older browser", { origin: "https://evil.test" }],
    ["a page without an origin", { origin: "null" }],
  ])("is refused when %s asks", async (_, headers) => {
    const printed = harness.printed.length;
    expect((await ask("203.0.113.4", headers)).status).toBe(403);
    expect(harness.printed.length).toBe(printed);
  });

  it("is refused under a foreign name of this machine", async () => {
    const local = await startHarness();
    const post = (host: string) => local.get("/auth/local", { method: "POST", headers: { host } });
    expect([(await post("evil.test")).status, (await post("evil.test:3000")).status]).toEqual([403, 403]);
    expect(local.printed).toEqual([]);
    for (const host of ["localhost:3000", "127.0.0.1", "[::1]:3000"]) expect((await post(host)).status).toBe(200);
    await local.stop();
  });

  it.each<[string, Record<string, string>]>([
    ["the page itself", { "sec-fetch-site": "same-origin", origin: "https://models.test" }],
    ["no browser", {}],
  ])("works when %s asks", async (_, headers) => {
    expect((await ask("203.0.113.5", headers)).status).toBe(200);
  });
});
