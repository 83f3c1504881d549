"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useAfterPaint } from "@/components/ui/use-after-paint";
import { followsLink } from "./arrival";

/** The parts of a long page below the window: where a link led to its top, they are rendered once that is painted. */
export function Later({ children }: { children: ReactNode }) {
  const [wanted, setWanted] = useState(() => !followsLink());
  useEffect(() => setWanted(true), []);
  return useAfterPaint(wanted) ? children : null;
}
