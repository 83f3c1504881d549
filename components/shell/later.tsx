"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useAfterPaint } from "@/components/ui/use-after-paint";
import { followsLink } from "./arrival";

interface LaterProps {
  children: ReactNode;
  /** Renders them with the rest: they may be in the window. */
  soon?: boolean;
}

/** The parts of a long page below the window: where a link led to its top, they are rendered once that is painted. */
export function Later({ children, soon = false }: LaterProps) {
  const [wanted, setWanted] = useState(() => soon || !followsLink());
  useEffect(() => setWanted(true), []);
  return useAfterPaint(wanted) ? children : null;
}
