import type { ReactNode } from "react";

/** A step of an ordered list, with its number in a circle. */
export function Step({ number, children }: { number: number; children: ReactNode }) {
  return (
    <li className="flex min-w-0 gap-3.5">
      <span className="grid size-6 flex-none place-items-center rounded-full border border-edge text-tiny font-medium text-text">
        {number}
        <span className="sr-only">. </span>
      </span>
      <div className="min-w-0 flex-1 pt-0.5">{children}</div>
    </li>
  );
}
