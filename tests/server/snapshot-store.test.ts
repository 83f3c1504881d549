import { describe, expect, it } from "vitest";
import { groupOffers } from "@/lib/models/group";
import { buildSnapshot } from "@/lib/server/catalog/build-snapshot";
import { SnapshotStore } from "@/lib/server/catalog/snapshot-store";
import { toSend } from "@/lib/server/catalog/worker-protocol";
import { CatalogStore } from "@/lib/server/db/catalog";
import { openDatabase } from "@/lib/server/db/client";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { offer } from "../fakes/offers";
import { testPlaces } from "./databases";

describe.each(await testPlaces())("a snapshot stored and loaded in %s", (_, open) => {
  it("is the same, to the byte and to the order of its columns, and can be sent to another thread", async () => {
    const { place, remove } = await open();
    const database = await openDatabase(place);
    const store = new CatalogStore(database.db);
    const [giver, taker] = [new SnapshotStore(store), new SnapshotStore(store)];
    expect(await taker.take()).toBeNull();
    const offers = Array.from({ length: 700 }, (_, n) => offer(n % 2 ? "groq" : "together", `lab/model-${n % 500}`));
    const built = await buildSnapshot(groupOffers(offers), PROVIDERS, "2026-01-01");
    await giver.put(await giver.pack(built));
    const taken = await taker.take();
    expect(taken).toEqual(built);
    if (!taken) throw new Error("expected what was put");
    const { sent, handedOver } = toSend(taken);
    expect(structuredClone(sent, { transfer: handedOver }).etag).toBe(built.etag);
    await giver.put(await giver.pack({ ...built, etag: "the next" }));
    expect((await taker.take())?.etag).toBe("the next");
    await store.putBuilt("another program", "of another shape");
    expect(await taker.take()).toBeNull();
    await database.close();
    await remove();
  });
});
