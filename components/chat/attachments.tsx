"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Icon } from "@/components/ui/icon";
import { IconButton } from "@/components/ui/icon-button";
import { FileChip } from "./file-chip";
import { focusFirst, MESSAGE_FIELD } from "./focus";
import { KIND_WORDS, type Kind } from "./kinds";
import type { Attachment } from "./read-file";

interface AttachProps {
  /** The kinds that all targets accept besides text. */
  accepted: readonly Kind[];
  add: (files: Iterable<File>) => void;
}

/** The button to attach files. They can also be pasted and dropped. */
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
      <IconButton
        icon="paperclip"
        label="Attach files"
        tip={`Attach files: ${takes}. You can also paste or drop them.`}
        onClick={() => input.current?.click()}
      />
    </>
  );
}

interface AttachedFilesProps {
  files: readonly Attachment[];
  remove: (file: Attachment) => void;
}

const removeId = (index: number) => `remove-file-${index}`;

export function AttachedFiles({ files, remove }: AttachedFilesProps) {
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 px-3 pt-3 short:flex-nowrap short:overflow-x-auto" aria-label="Attached">
      {files.map((file, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name.
        <li key={i} className="min-w-0">
          <FileChip
            icon={file.kind === "image" ? "image" : file.kind === "audio" ? "audio-lines" : "file-text"}
            name={file.name}
            preview={(file.part.image_url as { url: string } | undefined)?.url}
          >
            <IconButton
              id={removeId(i)}
              icon="x"
              label={`Remove ${file.name}`}
              tip="Remove"
              size="sm"
              onClick={() => {
                // Focuses the next file, or the previous one for the last file.
                focusFirst(i + 1 < files.length ? [] : [removeId(i - 1), MESSAGE_FIELD]);
                announce(`${file.name} removed`);
                remove(file);
              }}
            />
          </FileChip>
        </li>
      ))}
    </ul>
  );
}

/** Accepts files that are dropped anywhere on the page; shows a hint while they are dragged. */
export function DropTarget({ drop }: { drop: (files: Iterable<File>) => void }) {
  const [over, setOver] = useState(false);
  const dropped = useEffectEvent(drop);
  useEffect(() => {
    const has = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const drag = (event: DragEvent) => {
      if (!has(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const take = (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer || !has(event)) return;
      event.preventDefault();
      dropped(event.dataTransfer.files);
    };
    addEventListener("dragover", drag);
    addEventListener("dragleave", leave);
    addEventListener("drop", take);
    return () => {
      removeEventListener("dragover", drag);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", take);
    };
  }, []);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-4 z-40 grid place-items-center rounded-sheet border-2 border-dashed border-accent bg-scrim">
      <span className="flex items-center gap-2.5 rounded-popover bg-raised px-5 py-3.5 font-medium shadow-3">
        <Icon name="paperclip" />
        Drop files to attach them
      </span>
    </div>
  );
}
