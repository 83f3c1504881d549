import { expect, it } from "vitest";
import { dataState } from "@/components/gateways/data-state";
import type { Gateway } from "@/lib/contract/gateway";
import { gatewayStatus } from "@/lib/server/catalog/status";
import { PROVIDERS } from "@/lib/server/providers/registry";

const gateway = (place: number, more: Partial<Gateway>): Gateway => {
  const provider = PROVIDERS[place];
  if (!provider) throw new Error(`there is no gateway ${place}`);
  const unread = { last: null, progress: null };
  return { ...gatewayStatus(provider, undefined, undefined, unread, { hasKey: true, embeddedAsOf: "" }), ...more };
};

it("a gateway that failed is named while another one is still being read", () => {
  const reading = gateway(0, { progress: { started_at: "", pages: 1, rows: 30, expected: 340 } });
  const failed = gateway(1, { state: "error", error: "502" });
  expect(dataState([reading, failed], 0)).toEqual({
    tone: "warn",
    text: `${reading.slug}: 30 of 340, loading; ${failed.slug}: no data`,
  });
  const more = [2, 3, 4].map((place) => gateway(place, { state: "error" }));
  expect(dataState([reading, failed, ...more], 0).text).toMatch(/loading; \S+ no data; \S+ no data; 2 more$/);
});
