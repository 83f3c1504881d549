"use client";

import { useEffect } from "react";
import { silence } from "./announce";

/** The live region of announce(): one in the page, and one in each modal dialog. */
export function StatusRegion() {
  useEffect(silence, []);
  return <div data-status="" role="status" className="sr-only" />;
}
