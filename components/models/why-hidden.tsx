"use client";

import { lazy, Suspense, useState } from "react";
import { Field } from "@/components/ui/field";
import type { WhyAnswerProps } from "./why-answer";

/** Fetched when the first ID is pasted. */
const WhyAnswer = lazy(() => import("./why-answer").then((module) => ({ default: module.WhyAnswer })));

/** "Can’t find a model?": explains which filters hide a pasted ID, and links to a query that shows it. */
export function WhyHidden(props: Omit<WhyAnswerProps, "pasted">) {
  const [pasted, setPasted] = useState("");
  return (
    <details className="mx-auto my-6 max-w-120 text-text-2 print:hidden">
      <summary className="flex min-h-8 items-center justify-center text-note text-text-3 hover:text-text">
        Can’t find a model?
      </summary>
      <Field
        label="Paste a model ID"
        icon="search"
        value={pasted}
        placeholder="openai/gpt-oss-120b"
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        className="pt-2"
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
      <div className="grid gap-1.5 pt-3 [overflow-wrap:anywhere]">
        <Suspense>{pasted.trim() !== "" && <WhyAnswer {...props} pasted={pasted} />}</Suspense>
      </div>
    </details>
  );
}
