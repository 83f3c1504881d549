"use client";

import { useRef } from "react";
import type { MessageContent } from "@/lib/contract/conversation";

const MOST_BYTES = 5_000_000;

/** A picture or a text file that goes with what is said. */
export interface Attachment {
  name: string;
  part: Exclude<MessageContent, string>[number];
}

interface AttachProps {
  /** Whether all who would answer take pictures. */
  pictures: boolean;
  add: (attachment: Attachment) => void;
  refuse: (sentence: string) => void;
}

/** Chooses files: text for every model, pictures for those that see. */
export function Attach({ pictures, add, refuse }: AttachProps) {
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File) => {
    if (file.size > MOST_BYTES) return refuse(`${file.name} is too large: expected at most 5 MB`);
    if (file.type.startsWith("image/")) {
      if (!pictures) return refuse("The chosen model takes no pictures: choose one that does, or attach text.");
      return add({ name: file.name, part: { type: "image_url", image_url: { url: await dataUrl(file) } } });
    }
    const text = await file.text();
    if (text.includes("\u0000")) return refuse(`${file.name} is neither a picture nor text`);
    add({ name: file.name, part: { type: "text", text: `File ${file.name}:\n\n${text}` } });
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={async (event) => {
          for (const file of event.target.files ?? []) await take(file);
          event.target.value = "";
        }}
      />
      <button type="button" className="button" onClick={() => input.current?.click()}>
        Attach
      </button>
    </>
  );
}

function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
