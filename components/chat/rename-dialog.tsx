"use client";

import type { SubmitEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { beginHere } from "./focus";

interface RenameDialogProps {
  title: string;
  rename: (title: string) => void;
  onClose: () => void;
}

/** Asks for another title of a conversation. */
export function RenameDialog({ title, rename, onClose }: RenameDialogProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("title") ?? "").trim();
    if (text !== "" && text !== title) rename(text);
    onClose();
  };
  return (
    <Sheet title="Rename chat" onClose={onClose} size="sm">
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label="Title"
          name="title"
          defaultValue={title}
          maxLength={300}
          required
          ref={beginHere}
          autoComplete="off"
        />
        <span className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Rename
          </Button>
        </span>
      </form>
    </Sheet>
  );
}
