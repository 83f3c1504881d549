"use client";

import { useRef } from "react";
import { KIND_WORDS, type Kind } from "./kinds";
import type { Attachment } from "./read-file";

interface AttachProps {
  /** What all who would answer take beside text. */
  accepted: readonly Kind[];
  add: (files: Iterable<File>) => void;
}

/** Chooses files. They can be pasted and dropped too. */
export function Attach({ accepted, add }: AttachProps) {
  const input = useRef<HTMLInputElement>(null);
  const takes = ["text", ...accepted.map((kind) => KIND_WORDS[kind])].join(", ");
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          add(event.target.files ?? []);
          event.target.value = "";
        }}
      />
      <button
        type="button"
        className="button"
        title={`Who answers takes ${takes}. Files can be pasted and dropped, too.`}
        onClick={() => input.current?.click()}
      >
        Attach
      </button>
    </>
  );
}

interface AttachedFilesProps {
  files: readonly Attachment[];
  remove: (file: Attachment) => void;
}

/** What is attached, each to be taken away again. */
export function AttachedFiles({ files, remove }: AttachedFilesProps) {
  if (files.length === 0) return null;
  return (
    <ul className="composer-files" aria-label="Attached">
      {files.map((file, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name.
        <li key={i} className="composer-file">
          {file.kind === "image" && (
            // biome-ignore lint/performance/noImgElement: it is in the page already, there is nothing to optimize.
            <img src={(file.part.image_url as { url: string }).url} alt="" />
          )}
          <span>{file.name}</span>
          <button type="button" className="copy" aria-label={`Without ${file.name}`} onClick={() => remove(file)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
