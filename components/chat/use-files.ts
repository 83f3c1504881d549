"use client";

import { type ClipboardEvent, useEffect, useRef, useState } from "react";
import { loadDraftFiles, saveDraftFiles } from "./draft-files";
import { type Attachment, pastedFiles, readFile, tooMuch } from "./read-file";

/** The files attached to a draft: chosen, pasted, or dropped. They are stored like its text. */
export function useFiles(draft: string) {
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const now = useRef(files);
  const [unread, setUnread] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const tooLarge = tooMuch(files);
  const show = (fresh: readonly Attachment[]) => {
    now.current = fresh;
    setFiles(fresh);
  };
  useEffect(() => {
    void loadDraftFiles(draft).then((saved) => {
      if (now.current.length > 0 || saved.length === 0) return;
      now.current = saved;
      setFiles(saved);
    });
  }, [draft]);
  const set = (fresh: readonly Attachment[]) => {
    show(fresh);
    setProblem(null);
    void saveDraftFiles(draft, fresh);
  };
  const add = async (given: Iterable<File>) => {
    setProblem(null);
    for (const file of [...given]) {
      setUnread((count) => count + 1);
      try {
        const read = await readFile(file);
        show([...now.current, read]);
        void saveDraftFiles(draft, now.current);
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      }
      setUnread((count) => count - 1);
    }
  };
  return {
    files,
    /** Whether some of them are still being read. */
    reading: unread > 0,
    problem: tooLarge ?? problem,
    /** Whether they can be sent together. */
    fit: tooLarge === null,
    add,
    set,
    /** Empties the list to send the files, which stay stored until the returned function is called with the outcome. */
    beginSend: () => {
      show([]);
      return (sent: boolean) => (sent ? void saveDraftFiles(draft, []) : set([...files, ...now.current]));
    },
    paste: (event: ClipboardEvent) => {
      const pasted = pastedFiles(event.clipboardData);
      if (pasted.length === 0) return;
      event.preventDefault();
      void add(pasted);
    },
  };
}
