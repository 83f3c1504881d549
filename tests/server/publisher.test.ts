import { describe, expect, it } from "vitest";
import { Publisher } from "@/lib/server/catalog/publisher";

/** A promise that is resolved from outside. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe("publishing", () => {
  it("builds once for all requests made before it starts, and again for those made while it runs", async () => {
    const gates = [gate(), gate()];
    let built = 0;
    const publisher = new Publisher(() => gates[built++]?.opened ?? Promise.resolve());
    const early = [publisher.publish(), publisher.publish()];
    await new Promise(setImmediate);
    expect(built).toBe(1);
    const late = publisher.publish();
    gates[0]?.open();
    await Promise.all(early);
    await new Promise(setImmediate);
    expect(built).toBe(2);
    gates[1]?.open();
    await late;
    expect(built).toBe(2);
  });

  it("starts as soon as the last gateway has ended, with all data", async () => {
    const slow = gate();
    let built = 0;
    const publisher = new Publisher(async () => {
      built++;
    });
    const running = publisher.during(() => slow.opened);
    const asked = publisher.publish();
    slow.open();
    await running;
    await asked;
    expect(built).toBe(1);
  });

  it("does not wait for a gateway that never ends", async () => {
    let built = 0;
    const publisher = new Publisher(async () => {
      built++;
    });
    void publisher.during(() => new Promise<void>(() => {}));
    await publisher.publish();
    expect(built).toBe(1);
  });
});
