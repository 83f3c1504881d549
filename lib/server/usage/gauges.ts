import type { Catalog } from "../catalog/snapshot";
import type { Breakers } from "../chat/breakers";
import type { Metrics } from "../metrics";

/** Sources of gauges that are read when they are scraped. */
interface Watched {
  catalog: Catalog;
  breakers: Breakers;
  chats(): number;
  answers(): number;
  /** The numbers of usage rows not yet written, and of lost ones. */
  usage: { readonly waiting: number; readonly lost: number };
}

/** Registers gauges of chats and the catalog, which are read rather than counted. */
export function watchChats(metrics: Metrics, { catalog, breakers, chats, answers, usage }: Watched): void {
  metrics.gauges("gatewayz_breakers", "Offers by the state of their breaker.", ["gateway", "state"], () =>
    [...breakers.states()].flatMap(([gateway, counts]) =>
      Object.entries(counts).map(([state, count]): [Record<"gateway" | "state", string>, number] => [
        { gateway, state },
        count,
      ]),
    ),
  );
  metrics.gauge("gatewayz_chats_running", "Chats under way.", chats);
  metrics.gauge("gatewayz_answers_running", "Answers of conversations that are being written.", answers);
  metrics.gauge("gatewayz_usage_rows_waiting", "Rows of usage that are not written yet.", () => usage.waiting);
  metrics.gauge("gatewayz_usage_rows_lost", "Rows of usage that were given up since the start.", () => usage.lost);
  metrics.gauges(
    "gatewayz_catalogue_age_seconds",
    "Time since a gateway's list was last read, by gateway.",
    ["gateway"],
    () =>
      catalog
        .gateways()
        .flatMap(({ slug, synced_at }): [{ gateway: string }, number][] =>
          synced_at ? [[{ gateway: slug }, (Date.now() - Date.parse(synced_at)) / 1000]] : [],
        ),
  );
  metrics.gauges("gatewayz_gateway_state", "1 for the state that a gateway's list is in.", ["gateway", "state"], () =>
    catalog
      .gateways()
      .map(({ slug, state }): [Record<"gateway" | "state", string>, number] => [{ gateway: slug, state }, 1]),
  );
  metrics.gauge("gatewayz_catalogue_offers", "Offers in the catalog that is served.", () => catalog.snapshot().offers);
  metrics.gauge("gatewayz_catalogue_models", "Models in the catalog that is served.", () => catalog.snapshot().models);
}
