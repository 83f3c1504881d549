import type { ModelFacts } from "@/lib/contract/facts";
import type { ModelOffer } from "@/lib/contract/offer";
import { DAY_SECONDS } from "@/lib/contract/time-units";

interface Released {
  id: string;
  facts?: ModelFacts | undefined;
  offers: readonly Pick<ModelOffer, "created">[];
}

const MONTH = 30 * DAY_SECONDS;
/** A year and month in a name: `-2507`, `-2025-07-22`, `-20250722`. */
const NAMED_MONTH = /(?<![\d.])(?:20)?(2[2-9])-?(0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12]\d|3[01]))?(?![\d.])/;

/**
 * Release date of a model as Unix time in seconds. A date that a source states as the release wins. Otherwise,
 * gateways' dates are often the later listing date and some are wrong: takes the first date that two of them agree on
 * within a month, else the earliest; ignores dates before the month in the model's name. Null when none is stated.
 */
export function releasedAt({ id, offers, facts }: Released): number | null {
  const from = monthInName(id) - MONTH / 2;
  const stated = Date.parse(String(facts?.release_date?.value)) / 1_000;
  if (!Number.isNaN(stated) && !(stated < from)) return stated;
  const days = offers
    .flatMap(({ created }) => created ?? [])
    .filter((day) => !(day < from))
    .sort((a, b) => a - b);
  const agreed = days.find((day, i) => (days[i + 1] ?? Number.POSITIVE_INFINITY) - day <= MONTH);
  return agreed ?? days[0] ?? null;
}

/** The first day of the month in a name as Unix time in seconds; NaN when there is none. */
function monthInName(id: string): number {
  const [, year, month] = NAMED_MONTH.exec(id.slice(id.lastIndexOf("/") + 1)) ?? [];
  return year === undefined ? Number.NaN : Date.UTC(2000 + Number(year), Number(month) - 1) / 1_000;
}
