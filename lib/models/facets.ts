import { BOUND_FIELDS, BOUND_NAMES, type BoundField } from "@/lib/contract/bound";
import type { ListName } from "@/lib/contract/query";

/** How many models each value of a facet would show, given the other filters. */
export type FacetCounts = Record<ListName, Map<string, number>>;
/** How many models would show with each offered step of a figure as the only limit on it. */
export type StepCounts = Record<BoundField, number[]>;

/** Counts for the steps of one figure: for each model the best figure that passes everything else. */
export class StepCounter {
  readonly #counts: Uint32Array;
  readonly #steps: readonly number[];

  constructor(readonly field: BoundField) {
    this.#steps = BOUND_FIELDS[field].steps;
    this.#counts = new Uint32Array(this.#steps.length);
  }

  /** Counts a model by its figure; NaN, the unknown, is in no step. */
  add(figure: number): void {
    const { most } = BOUND_FIELDS[this.field];
    for (let i = 0; i < this.#steps.length; i++) {
      const step = this.#steps[i] as number;
      if (most ? figure >= step : figure <= step) this.#counts[i] = (this.#counts[i] as number) + 1;
    }
  }

  get counts(): number[] {
    return [...this.#counts];
  }
}

export function stepCounters(): StepCounter[] {
  return BOUND_NAMES.map((field) => new StepCounter(field));
}
