import type { Insertable } from "kysely";
import type { IndexedGateway } from "@/lib/models/search-index";
import type { GatewayRow } from "../db/catalog";
import type { Place } from "../db/client";
import type { ModelIdTable } from "../db/schema";
import type { Reference } from "./reference";
import type { Snapshot } from "./snapshot";

/** The input of a build in addition to stored and built-in offers. */
export interface BuildInput {
  gateways: readonly IndexedGateway[];
  rows: ReadonlyMap<string, GatewayRow>;
  reference: Reference | null;
}

/** The input of a build, and the database with the stored offers. */
export interface BuildOrder {
  place: Place;
  input: BuildInput;
}

/** A built catalog, and the IDs newly assigned to models. */
export interface Built {
  snapshot: Snapshot;
  newNames: Omit<Insertable<ModelIdTable>, "given_at">[];
}
