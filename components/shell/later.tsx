"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useAfterPaint } from "@/components/ui/use-after-paint";
import { followsLink } from "./arrival";

interface LaterProps {
  children: ReactNode;
  /** Renders them immediately, because they may be visible. */
  soon?: boolean;
}

/** The parts of a page below the viewport; after a link to its top, they render after the first paint. */
export function Later({ children, soon = false }: LaterProps) {
  const [shown, setShown] = useState(() => soon || !followsLink());
  useEffect(() => setShown(true), []);
  return useAfterPaint(shown) ? children : null;
}
