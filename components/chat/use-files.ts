"use client";

import { type ClipboardEvent, useEffect, useRef, useState } from "react";
import { loadDraftFiles, saveDraftFiles } from "./draft-files";
import { type Attachment, pastedFiles, readFile, tooMuch } from "./read-file";

/** The files attached to a draft: chosen, pasted, or dropped. They are stored like its text. */
export function useFiles(draft: string) {
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const now = useRef({ draft, files });
  const loading = useRef<Promise<void>>(Promise.resolve());
  const [unread, setUnread] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const tooLarge = tooMuch(files);
  const show = (fresh: readonly Attachment[]) => {
    now.current.files = fresh;
    setFiles(fresh);
  };
  const save = () => loading.current.then(() => saveDraftFiles(now.current.draft, now.current.files));
  useEffect(() => {
    const { draft: previousDraft, files: attached } = now.current;
    now.current.draft = draft;
    if (previousDraft !== draft && attached.length > 0) {
      // Files attached while a new conversation is created belong to it.
      void saveDraftFiles(draft, attached);
      void saveDraftFiles(previousDraft, []);
      return;
    }
    let isCurrent = true;
    loading.current = loadDraftFiles(draft).then((saved) => {
      if (!isCurrent || saved.length === 0) return;
      now.current.files = [...saved, ...now.current.files];
      setFiles(now.current.files);
    });
    return () => {
      isCurrent = false;
    };
  }, [draft]);
  const set = (fresh: readonly Attachment[]) => {
    show(fresh);
    setProblem(null);
    void save();
  };
  const add = async (chosen: Iterable<File>) => {
    setProblem(null);
    for (const file of [...chosen]) {
      setUnread((count) => count + 1);
      try {
        const read = await readFile(file);
        show([...now.current.files, read]);
        void save();
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
    /**
     * Empties the list to send the files, also those that are still being loaded.
     * They stay stored until `settle` is called with the outcome.
     */
    beginSend: async () => {
      await loading.current;
      const { draft: begun, files: sending } = now.current;
      show([]);
      const settle = (sent: boolean) => {
        if (!sent) set([...sending, ...now.current.files]);
        const isSame = begun === now.current.draft;
        if (sent && isSame) void saveDraftFiles(begun, now.current.files);
        else if (!isSame) void saveDraftFiles(begun, []);
      };
      return { sending, settle };
    },
    paste: (event: ClipboardEvent) => {
      const pasted = pastedFiles(event.clipboardData);
      if (pasted.length === 0) return;
      event.preventDefault();
      void add(pasted);
    },
  };
}
