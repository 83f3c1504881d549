"use client";

import { useState } from "react";

/** One input that changes one text node. */
export function Field() {
  const [text, setText] = useState("0");
  return (
    <>
      <input id="page-search" aria-label="Text" onChange={(event) => setText(event.target.value || "0")} />
      <output data-testid="count">{text}</output>
    </>
  );
}
