import type { ChangeList } from "@/lib/contract/change";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import type { WebCatalog } from "@/lib/server/process";

export type { WebCatalog as SharedCatalog };

/** What pages may ask of a backend, wherever it is. */
export interface Backend {
  /** What can be browsed now; never waits for an upstream once there is something. */
  catalog(): Promise<WebCatalog>;
  gateways(): Promise<Gateway[]>;
  /** A model by its canonical or any native id; null when there is none. */
  model(id: string): Promise<Model | null>;
  /**
   * Changes by the parameters of `GET /v1/changes`; null when there is no such model, or the backend keeps no history.
   * Throws when they could not be read.
   */
  changes(params: URLSearchParams): Promise<ChangeList | null>;
  /** The API's description, for the docs page; null when the backend has none. */
  openApi(): Promise<unknown>;
}

/** A question that the backend does not take; the message says what it expected. */
export class Refused extends Error {}
