"use client";

import { type CodePiece, CodePieces } from "@/components/ui/code-pieces";
import { CopyButton } from "@/components/ui/copy-button";
import { Segmented } from "@/components/ui/segmented";
import { SCROLLABLE } from "@/components/ui/table";
import { chooseLanguage, useLanguage } from "./language";

interface RequestTabsProps {
  name: string;
  all: readonly { tool: string; title: string; pieces: readonly CodePiece[] }[];
}

/** The code of a request in the language that is selected for the whole page. */
export function RequestTabs({ name, all }: RequestTabsProps) {
  const language = useLanguage();
  const shown = all.find(({ tool }) => tool === language) ?? all[0];
  if (!shown) return null;
  return (
    <div className="min-w-0 overflow-hidden rounded-panel border border-line bg-panel">
      <div className="flex items-center justify-between border-b border-line py-1 pr-1.5 pl-1">
        <Segmented
          label={`Language of ${name}`}
          value={shown.tool}
          options={all.map(({ tool, title }) => ({ value: tool, label: title }))}
          onChange={chooseLanguage}
          className="border-transparent"
        />
        <CopyButton
          text={shown.pieces.map(({ text }) => text).join("")}
          label={`Copy the ${shown.title} code: ${name}`}
        />
      </div>
      <pre {...SCROLLABLE} className="overflow-x-auto p-4 text-note leading-5.5 -outline-offset-2!">
        <code>
          <CodePieces pieces={shown.pieces} />
        </code>
      </pre>
    </div>
  );
}
