"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useAfterPaint } from "@/components/ui/use-after-paint";
import { followsLink } from "./arrival";

interface LaterProps {
  children: ReactNode;
  /** Renders them immediately, because they may be visible. */
  soon?: boolean;
}

/**
 * The parts of a long page below the viewport. After a link to the page's top, they are rendered after its first paint.
 */
export function Later({ children, soon = false }: LaterProps) {
  const [shown, setShown] = useState(() => soon || !followsLink());
  useEffect(() => setShown(true), []);
  return useAfterPaint(shown) ? children : null;
}
