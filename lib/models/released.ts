import type { ModelOffer } from "@/lib/contract/offer";

const MONTH = 30 * 86_400;
/** A month in a name, as years and months are put there: `-2507`, `-2025-07-22`, `-20250722`. */
const NAMED_MONTH = /(?<![\d.])(?:20)?(2[2-9])-?(0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12]\d|3[01]))?(?![\d.])/;

/**
 * When a model came out, in seconds since 1970, from what its gateways say: some name the day they listed it, which is
 * later, and some are wrong. It is the first day that two of them name, give or take a month, else the first of all; a
 * day before the month in the model's own name does not count. A day that a source names as the release goes before all
 * of that. Null where nobody says.
 */
export function releasedAt(
  id: string,
  offers: readonly Pick<ModelOffer, "created">[],
  known: number | null = null,
): number | null {
  const from = monthInName(id) - MONTH / 2;
  if (known !== null && !(known < from)) return known;
  const days = offers
    .flatMap(({ created }) => created ?? [])
    .filter((day) => !(day < from))
    .sort((a, b) => a - b);
  const agreed = days.find((day, i) => (days[i + 1] ?? Number.POSITIVE_INFINITY) - day <= MONTH);
  return agreed ?? days[0] ?? null;
}

/** The first day of the month that a name holds, in seconds since 1970; NaN where it holds none. */
function monthInName(id: string): number {
  const [, year, month] = NAMED_MONTH.exec(id.slice(id.lastIndexOf("/") + 1)) ?? [];
  return year === undefined ? Number.NaN : Date.UTC(2000 + Number(year), Number(month) - 1) / 1_000;
}
