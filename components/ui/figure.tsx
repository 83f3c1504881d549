import type { ReactNode } from "react";
import { Icon } from "./icon";

interface FigureProps {
  /** As it is shown; "–" where it is unknown. */
  text: string;
  /** The exact value, or what it means. */
  title?: string | undefined;
  /** Digits after the point that the column has at most: what is missing is room, so that points align. */
  digits?: number;
  /** Why it is doubtful: shown by a triangle before it, and said. */
  doubt?: string | undefined;
  /** Placed right before it, such as a currency. */
  unit?: ReactNode;
}

/** A figure of a column: points align, the exact value is its title, a doubtful one has a triangle before it. */
export function Figure({ text, title, digits = 0, doubt, unit }: FigureProps) {
  const missing = missingDigits(text, digits);
  return (
    <span title={title} className="whitespace-nowrap">
      {doubt && <DoubtMark reason={doubt} />}
      {unit}
      {text}
      {missing && (
        <span aria-hidden="true" className="opacity-0 select-none">
          {missing}
        </span>
      )}
    </span>
  );
}

/** The triangle before a figure that its gateway may have wrong. */
export function DoubtMark({ reason }: { reason: string }) {
  return (
    <>
      <span title={reason} aria-hidden="true" className="mr-1 inline-block align-[-0.125rem] text-warn">
        <Icon name="triangle-alert" size={14} />
      </span>
      <span className="sr-only">{reason} </span>
    </>
  );
}

/** A dash to see, words to hear. */
export function Unknown() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr-only">Not listed</span>
    </>
  );
}

function missingDigits(text: string, digits: number): string {
  if (digits === 0 || !/\d$/.test(text)) return "";
  const has = text.split(".")[1]?.length ?? 0;
  if (has >= digits) return "";
  return (has === 0 ? "." : "") + "0".repeat(digits - has);
}
