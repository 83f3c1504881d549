"use client";

import { useRef, useState } from "react";
import { useChange } from "@/components/data/query";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Fold } from "@/components/ui/fold";
import { Link } from "@/components/ui/link";
import { type ImportResult, importChatGpt } from "@/lib/client/import-chatgpt";
import { countOf } from "@/lib/models/format";

/** Imports the conversations of a ChatGPT export, and lists those that were skipped. */
export function ImportChats() {
  const input = useRef<HTMLInputElement>(null);
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null);
  const { data, error, isPending, mutate } = useChange((file: File) =>
    importChatGpt(file, (done, all) => setProgress({ done, all })),
  );
  const start = (file: File | undefined) => {
    if (!file) return;
    setProgress(null);
    mutate(file, {
      onSuccess: (result) => announce(summaryOf(result), "import"),
      onError: ({ message }) => announce(message, "import"),
    });
  };
  return (
    <div className="mt-4 grid gap-2 rounded-panel border border-line px-4 py-3.5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>
          <b className="font-medium">Import ChatGPT export</b>
          <span className="comma-before block text-note text-text-3">
            Choose conversations.json from the unzipped export. Importing a file twice adds its chats twice.
          </span>
        </p>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          aria-label="ChatGPT export"
          hidden
          onChange={({ target }) => {
            start(target.files?.[0]);
            target.value = "";
          }}
        />
        <Button size="sm" inactive={isPending} onClick={() => input.current?.click()}>
          Choose file…
        </Button>
      </div>
      {isPending && (
        <p role="status" className="text-note text-text-3">
          {progress ? `Importing… ${progress.done} of ${countOf(progress.all, "chat")}` : "Reading the file…"}
        </p>
      )}
      {error && (
        <FieldError id="import-problem">
          {error.message}
          {progress && ` ${progress.done} of ${countOf(progress.all, "chat")} were sent before that.`}
        </FieldError>
      )}
      {data && <Imported result={data} />}
    </div>
  );
}

function Imported({ result }: { result: ImportResult }) {
  return (
    <>
      <p className="text-note">
        {summaryOf(result)}{" "}
        <Link href="/chat" className="link">
          Open chats
        </Link>
      </p>
      {result.skipped.length > 0 && (
        <Fold title={`Skipped (${result.skipped.length})`}>
          <ul className="max-h-60 overflow-y-auto text-note text-text-3">
            {[...new Set(result.skipped.map(({ title, reason }) => `${title}: ${reason}`))].map((line) => (
              <li key={line} className="[overflow-wrap:anywhere]">
                {line}
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

const summaryOf = ({ conversations, messages, skipped }: ImportResult) =>
  `Imported ${countOf(conversations, "chat")} with ${countOf(messages, "message")}.${skipped.length > 0 ? ` Skipped ${skipped.length}.` : ""}`;
