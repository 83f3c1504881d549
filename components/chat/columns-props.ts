import type { ChatTarget } from "@/lib/contract/conversation";
import type { Turn } from "@/lib/models/conversation";
import type { TurnsProps } from "./turns";

/** Answers side by side, and what can be done with them. */
export interface ColumnsProps extends Omit<TurnsProps, "turns" | "edit" | "beside"> {
  columns: readonly (readonly Turn[])[];
  targets: readonly ChatTarget[];
  editing: (by: readonly ChatTarget[]) => TurnsProps["edit"];
  /** Leaves the others behind. */
  continueWith: (target: ChatTarget, message: number) => void;
  /** Asks one of them who was not asked here yet. */
  ask: (target: ChatTarget) => void;
}
