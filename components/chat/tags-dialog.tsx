"use client";

import type { SubmitEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { beginHere } from "./focus";

interface TagsDialogProps {
  tags: readonly string[];
  change: (tags: readonly string[]) => void;
  onClose: () => void;
}

/** Asks for the tags of a conversation. */
export function TagsDialog({ tags, change, onClose }: TagsDialogProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("tags") ?? "");
    const wanted = text.split(",").map((tag) => tag.trim().slice(0, 40));
    change([...new Set(wanted.filter(Boolean))].slice(0, 20));
    onClose();
  };
  return (
    <Sheet title="Edit tags" onClose={onClose} size="sm">
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label="Tags"
          hint="Separate tags with commas, like work, draft"
          name="tags"
          defaultValue={tags.join(", ")}
          ref={beginHere}
          autoComplete="off"
        />
        <span className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Save
          </Button>
        </span>
      </form>
    </Sheet>
  );
}
