import type { Breakers } from "../chat/breakers";
import type { Bus } from "../limits/bus";
import type { LiveSample, LiveStats } from "./live-stats";

/** How often samples are published together, in ms. */
const PUBLISH_MS = 500;

/** Shares figures and breakers between processes, in the background. */
export function shareStats(bus: Bus, live: LiveStats, breakers: Breakers): void {
  let fresh: LiveSample[] = [];
  live.onAdd = (sample) => {
    if (fresh.push(sample) > 1) return;
    setTimeout(() => {
      bus.publish("live", fresh);
      fresh = [];
    }, PUBLISH_MS).unref();
  };
  bus.on("live", (samples) => {
    for (const sample of samples as LiveSample[]) live.addForeign(sample);
  });
  breakers.onChange = (key, ms) => {
    bus.publish("breaker", { key, ms });
    bus.remember("breakers", key, ms);
  };
  bus.on("breaker", (text) => {
    const { key, ms } = text as { key: string; ms: number };
    breakers.openFor(key, ms);
  });
  bus
    .remembered("breakers")
    .then((all) => {
      for (const [key, ms] of all) breakers.openFor(key, ms);
    })
    // Without Redis, each process relies on its own findings.
    .catch(() => {});
}
