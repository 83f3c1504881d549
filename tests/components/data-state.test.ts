import { expect, it } from "vitest";
import { dataState } from "@/components/gateways/data-state";
import type { Gateway } from "@/lib/contract/gateway";
import { gatewayStatus } from "@/lib/server/catalog/status";
import { PROVIDERS } from "@/lib/server/providers/registry";

const gateway = (place: number, more: Partial<Gateway>): Gateway => {
  const provider = PROVIDERS[place];
  if (!provider) throw new Error(`there is no gateway ${place}`);
  const run = { last: null, progress: null };
  const facts = { row: undefined, count: undefined, run, hasKey: true, embeddedAsOf: "" };
  return { ...gatewayStatus(provider, facts), ...more };
};

const at = (minutes: number) => new Date(minutes * 60_000).toISOString();

it("the syncing gateway is named with its progress", () => {
  const reading = gateway(0, { progress: { started_at: "", pages: 1, rows: 30, expected: 340 } });
  const text = `Syncing ${reading.name}: 30 of 340`;
  expect(dataState([reading, gateway(1, { state: "error" })], 0)).toEqual({ tone: "warn", text });
  expect(dataState([reading, { ...reading, slug: "other" }], 0).text).toBe(`${text}, 1 more`);
});

it("the state is a few words, however many gateways fail", () => {
  const live = gateway(0, { state: "live", synced_at: at(0) });
  const failed = [1, 2, 3].map((place) => gateway(place, { state: "error" }));
  expect(dataState([live], 3 * 60_000)).toEqual({ tone: "good", text: "Updated 3 min ago" });
  expect(dataState([live, ...failed], 0)).toEqual({ tone: "warn", text: "1 of 4 gateways live" });
  const builtIn = gateway(1, { state: "embedded", synced_at: "2026-09-23T00:00:00Z" });
  expect(dataState([builtIn], 0)).toEqual({ tone: "muted", text: "Built-in catalog from Sep 23, 2026" });
});

it("the demo gateway is not counted", () => {
  const live = gateway(0, { state: "live", synced_at: at(0) });
  expect(dataState([live, { ...live, slug: "demo", state: "new" }], 0).tone).toBe("good");
});
