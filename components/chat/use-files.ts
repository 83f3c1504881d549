"use client";

import { type ClipboardEvent, type DragEvent, useState } from "react";
import { type Attachment, readFile, tooMuch } from "./read-file";

/** The files that go with what is typed: chosen, pasted or dropped. */
export function useFiles() {
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const add = async (given: Iterable<File>) => {
    setProblem(null);
    for (const file of [...given]) {
      try {
        const read = await readFile(file);
        setFiles((before) => [...before, read]);
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      }
    }
  };
  return {
    files,
    problem: tooMuch(files) ?? problem,
    /** Whether they can be sent together. */
    fit: tooMuch(files) === null,
    add,
    set: (fresh: readonly Attachment[]) => {
      setFiles(fresh);
      setProblem(null);
    },
    paste: (event: ClipboardEvent) => {
      if (event.clipboardData.files.length === 0) return;
      event.preventDefault();
      void add(event.clipboardData.files);
    },
    drop: (event: DragEvent) => {
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void add(event.dataTransfer.files);
    },
  };
}
