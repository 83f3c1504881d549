import type { ReactNode } from "react";
import { Icon } from "./icon";

interface FigureProps {
  /** As displayed; "–" if unknown. */
  text: string;
  title?: string | undefined;
  /** Maximum decimals in the column; shorter figures are padded to align. */
  digits?: number;
  /** Why it is doubtful; shown as a warning icon with text. */
  doubt?: string | undefined;
  /** Placed before it, such as a currency. */
  unit?: ReactNode;
}

/** A figure in a column: decimal points align, the tooltip has the exact value. */
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

/** A warning icon for a figure that its gateway may have wrong. */
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

/** A dash; screen readers read "Not listed". */
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
