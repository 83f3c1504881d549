import type { Bus } from "../limits/bus";
import type { Breakers } from "./breakers";
import type { Live, LiveSample } from "./live";

/** Samples are told together this often, in ms. */
const TELL_MS = 500;

/** Figures and breakers of all processes: each tells what it saw, off the path of answers, and believes the others. */
export function shareFigures(bus: Bus, live: Live, breakers: Breakers): void {
  let fresh: LiveSample[] = [];
  live.onAdd = (sample) => {
    if (fresh.push(sample) > 1) return;
    setTimeout(() => {
      bus.say("live", fresh);
      fresh = [];
    }, TELL_MS).unref();
  };
  bus.on("live", (samples) => {
    for (const sample of samples as LiveSample[]) live.addForeign(sample);
  });
  breakers.onChange = (key, ms) => {
    bus.say("breaker", { key, ms });
    bus.remember("breakers", key, ms);
  };
  bus.on("breaker", (told) => {
    const { key, ms } = told as { key: string; ms: number };
    breakers.heard(key, ms);
  });
  bus
    .remembered("breakers")
    .then((all) => {
      for (const [key, ms] of all) breakers.heard(key, ms);
    })
    // Without Redis each process finds out by itself.
    .catch(() => {});
}
