import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ErrorBody } from "@/lib/contract/error";
import { GatewayList } from "@/lib/contract/gateway";
import { type Harness, startHarness } from "./harness";

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

describe("the rest of the API", () => {
  it("lists the gateways in the contract's format", async () => {
    expect(GatewayList.parse(await harness.json("/v1/gateways")).data).toHaveLength(12);
  });

  it("refuses to sync without the admin token", async () => {
    for (const authorization of [undefined, "Bearer wrong", "Bearer "]) {
      const headers = authorization ? { authorization } : {};
      expect((await harness.get("/v1/sync", { method: "POST", headers })).status).toBe(401);
    }
  });

  it("returns 401 for a chat without a key and with an invalid one", async () => {
    for (const headers of [{}, { authorization: "Bearer gw_live_something" }]) {
      const response = await fetch(`${await harness.url()}/v1/chat/completions`, { method: "POST", headers });
      expect(response.status).toBe(401);
      expect(ErrorBody.parse(await response.json()).error.code).toBe("invalid_api_key");
    }
  });

  it("can be called from pages of any origin, even with a key", async () => {
    const headers = { origin: "https://elsewhere.example", "access-control-request-headers": "authorization" };
    const preflight = await harness.get("/v1/models", { method: "OPTIONS", headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
    expect((await harness.get("/v1/models?limit=1")).headers.get("access-control-allow-origin")).toBe("*");
  });

  it("is healthy and ready", async () => {
    expect(await harness.json("/healthz")).toEqual({ status: "ok" });
    expect(await harness.json("/readyz")).toMatchObject({ status: "ready" });
  });

  it("returns 404 in the error format for unknown paths", async () => {
    const response = await harness.get("/v1/nothing");
    expect(response.status).toBe(404);
    expect(ErrorBody.parse(await response.json()).error.error_type).toBe("not_found");
    expect((await harness.get("/v1/nothing", { method: "POST" })).status).toBe(404);
    expect((await harness.get("/v1/models/no/such", { method: "GET" })).status).toBe(404);
  });

  it.each([
    ["POST", "/v1/models", "GET, HEAD"],
    ["DELETE", "/v1/models/openai/gpt-oss-120b", "GET, HEAD"],
    ["GET", "/v1/chat/completions", "POST"],
    ["GET", "/v1/sync", "POST"],
    ["GET", "/auth", "POST"],
    ["POST", "/healthz", "GET, HEAD"],
  ])("returns 405 for %s %s and lists the allowed methods", async (method, path, allow) => {
    const response = await harness.get(path, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    const { error } = ErrorBody.parse(await response.json());
    expect(error.error_type).toBe("method_not_allowed");
    expect(error.message).toContain(`expected ${allow.replaceAll(", ", " or ")}`);
  });
});
