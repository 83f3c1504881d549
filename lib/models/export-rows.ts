import { monthText } from "@/lib/contract/bound";
import type { ModelRow } from "./row";

/** One row of an export: a model, and the facts of its displayed offer. Null is unknown. */
export interface ExportRow {
  id: string;
  name: string;
  gateway: string | null;
  gateways: string[];
  state: string;
  context_length: number | null;
  usd_per_million_in: number | null;
  usd_per_million_out: number | null;
  /** For the workload of the list. */
  usd_a_month: number | null;
  price_state: string;
  price_doubt: boolean;
  tokens_per_second: number | null;
  abilities: string[];
  input_modalities: string[];
  output_modalities: string[];
  /** ISO day. */
  released: string | null;
  offers: number;
  /** Capabilities that the source denies. */
  missing_abilities: string[];
  /** When the price is lower or higher, as text. */
  price_at_other_hours: string | null;
  /** ISO day. */
  first_seen: string | null;
  open_weights: boolean;
  license: string | null;
  parameters: number | null;
  /** `2025-06`. */
  knowledge_cutoff: string | null;
}

/** The fields of an export, in the column order of a CSV file. */
const EXPORT_COLUMNS = [
  "id",
  "name",
  "gateway",
  "gateways",
  "state",
  "context_length",
  "usd_per_million_in",
  "usd_per_million_out",
  "usd_a_month",
  "price_state",
  "price_doubt",
  "tokens_per_second",
  "abilities",
  "input_modalities",
  "output_modalities",
  "released",
  "offers",
  "missing_abilities",
  "price_at_other_hours",
  "first_seen",
  "open_weights",
  "license",
  "parameters",
  "knowledge_cutoff",
] as const satisfies readonly (keyof ExportRow)[];

/** Converts a row of the model browser. */
export function exportRow(row: ModelRow): ExportRow {
  return {
    id: row.id,
    name: row.name,
    gateway: row.gateway?.slug ?? null,
    gateways: row.gateways.map((g) => g.slug),
    state: row.state,
    context_length: row.context,
    usd_per_million_in: row.priceIn,
    usd_per_million_out: row.priceOut,
    usd_a_month: row.month,
    price_state: row.priceState,
    price_doubt: row.priceDoubt,
    tokens_per_second: row.tokensPerSecond,
    abilities: row.capabilities,
    input_modalities: row.inputs,
    output_modalities: row.outputs,
    released: dayOf(row.released),
    offers: row.offers,
    missing_abilities: row.lacks,
    price_at_other_hours: row.priceHours,
    first_seen: dayOf(row.firstSeen),
    open_weights: row.openWeights,
    license: row.license,
    parameters: row.parameters,
    knowledge_cutoff: row.cutoff === null ? null : monthText(row.cutoff),
  };
}

function dayOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString().slice(0, 10);
}

/** The header line of a CSV file. */
export const CSV_HEAD = `${EXPORT_COLUMNS.join(",")}\r\n`;

/** A row as a line of CSV (RFC 4180); unknown is empty, lists are separated by spaces. */
export function csvLine(row: ExportRow): string {
  return `${EXPORT_COLUMNS.map((column) => csvField(row[column])).join(",")}\r\n`;
}

/** Prefixes text that a spreadsheet would run as a formula with an apostrophe, as spreadsheets do. */
function csvField(value: ExportRow[keyof ExportRow]): string {
  if (value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : value.join(" ");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
