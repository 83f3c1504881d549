import type { ChangeList } from "@/lib/contract/change";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import type { WebCatalog } from "@/lib/server/process";

export type { WebCatalog as SharedCatalog };

/** The data that pages need from a backend, in this process or remote. */
export interface Backend {
  /** The current catalog; never waits for an upstream once there is data. */
  catalog(): Promise<WebCatalog>;
  gateways(): Promise<Gateway[]>;
  /** A model by its canonical ID or any native ID; null when there is none. */
  model(id: string): Promise<Model | null>;
  /**
   * Changes, with the parameters of `GET /v1/changes`; null when there is no such model or the backend records no
   * history. Throws when reading them fails.
   */
  changes(params: URLSearchParams): Promise<ChangeList | null>;
  /** The OpenAPI description, for the docs page; null when the backend has none. */
  openApi(): Promise<unknown>;
}

/** An invalid request; the message states what was expected. */
export class Refused extends Error {}
