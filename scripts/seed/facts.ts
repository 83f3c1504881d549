import type { Architecture } from "@/lib/contract/offer";
import type { Price } from "@/lib/models/price";
import type { Lifecycle } from "@/lib/server/providers/lifecycle";
import type { Gateway } from "./sources";

/** What one source says about one offer; null and empty where it says nothing. */
export interface Facts {
  gateway: Gateway;
  /** The gateway's own ID, as it is sent upstream. */
  id: string;
  name: string | null;
  description: string | null;
  created: number | null;
  context_length: number | null;
  max_output_length: number | null;
  price: Price | null;
  architecture: Architecture | null;
  /** What is taken as input besides: known to sources that do not know the whole. */
  more_input: string[];
  supported_parameters: string[];
  hugging_face_id: string | null;
  /** What the source says against the offer: deprecated, retired. */
  lifecycle: Lifecycle | null;
  /** The source lists it as served at its date, and does not merely keep it for old bills. */
  listed: boolean;
}

/** Facts of which all are unknown but the name of the row. */
export function facts(gateway: Gateway, id: string, known: Partial<Facts> = {}): Facts {
  return {
    gateway,
    id,
    name: null,
    description: null,
    created: null,
    context_length: null,
    max_output_length: null,
    price: null,
    architecture: null,
    more_input: [],
    supported_parameters: [],
    hugging_face_id: null,
    lifecycle: null,
    listed: true,
    ...known,
  };
}

/** The largest limit that is taken for one, in tokens: beyond it sources name a figure that is none. */
const LARGEST = 16_777_216;

/** A limit in tokens; null when invalid. */
export function limit(value: number | null | undefined): number | null {
  return value != null && Number.isInteger(value) && value > 0 && value <= LARGEST ? value : null;
}

/** Ids that openrouter serves for nothing: its own mark, and the router over those. */
export function isDeclaredFree(gateway: Gateway, id: string): boolean {
  return gateway === "openrouter" && (id.endsWith(":free") || id === "openrouter/free");
}
