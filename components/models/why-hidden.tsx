"use client";

import { lazy, Suspense, useState } from "react";
import type { WhyAnswerProps } from "./why-answer";

/** Fetched when the first id is pasted. */
const WhyAnswer = lazy(() => import("./why-answer").then((module) => ({ default: module.WhyAnswer })));

/** "Why is it not shown?": paste an id, and read which filter hides the model and how little would have to change. */
export function WhyHidden(props: Omit<WhyAnswerProps, "pasted">) {
  const [pasted, setPasted] = useState("");
  return (
    <details className="why">
      <summary>Why is a model not shown?</summary>
      <label className="field">
        <span className="sr-only">Id of the model that is missing</span>
        <input
          type="text"
          value={pasted}
          placeholder="Paste its id"
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
      </label>
      <div aria-live="polite">
        <Suspense>{pasted.trim() !== "" && <WhyAnswer {...props} pasted={pasted} />}</Suspense>
      </div>
    </details>
  );
}
