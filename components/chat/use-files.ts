"use client";

import { type ClipboardEvent, useEffect, useRef, useState } from "react";
import { loadDraftFiles, saveDraftFiles } from "./draft-files";
import { type Attachment, pastedFiles, readFile, tooMuch } from "./read-file";

/** The files attached to a draft: chosen, pasted, or dropped. They are stored like its text. */
export function useFiles(draft: string) {
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const now = useRef({ draft, files });
  const [unread, setUnread] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const tooLarge = tooMuch(files);
  const show = (fresh: readonly Attachment[]) => {
    now.current.files = fresh;
    setFiles(fresh);
  };
  useEffect(() => {
    const { draft: previousDraft, files: attached } = now.current;
    now.current.draft = draft;
    if (attached.length > 0) {
      // Files attached while a new conversation is created belong to it.
      if (previousDraft === draft) return;
      void saveDraftFiles(draft, attached);
      void saveDraftFiles(previousDraft, []);
      return;
    }
    void loadDraftFiles(draft).then((saved) => {
      if (now.current.draft !== draft || now.current.files.length > 0 || saved.length === 0) return;
      now.current.files = saved;
      setFiles(saved);
    });
  }, [draft]);
  const set = (fresh: readonly Attachment[]) => {
    show(fresh);
    setProblem(null);
    void saveDraftFiles(now.current.draft, fresh);
  };
  const add = async (chosen: Iterable<File>) => {
    setProblem(null);
    for (const file of [...chosen]) {
      setUnread((count) => count + 1);
      try {
        const read = await readFile(file);
        show([...now.current.files, read]);
        void saveDraftFiles(now.current.draft, now.current.files);
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
      const begun = now.current.draft;
      show([]);
      return (sent: boolean) => {
        if (!sent) set([...files, ...now.current.files]);
        const isSame = begun === now.current.draft;
        if (sent && isSame) void saveDraftFiles(begun, now.current.files);
        else if (!isSame) void saveDraftFiles(begun, []);
      };
    },
    paste: (event: ClipboardEvent) => {
      const pasted = pastedFiles(event.clipboardData);
      if (pasted.length === 0) return;
      event.preventDefault();
      void add(pasted);
    },
  };
}
