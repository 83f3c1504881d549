"use client";

import { FieldDialog } from "./field-dialog";

interface TagsDialogProps {
  tags: readonly string[];
  change: (tags: readonly string[]) => void;
  onClose: () => void;
}

const MAX_TAGS = 20;
const MAX_LENGTH = 40;

/** Asks for the tags of a conversation. */
export function TagsDialog({ tags, change, onClose }: TagsDialogProps) {
  const submit = (text: string) => {
    const wanted = text.split(",").map((tag) => tag.trim().slice(0, MAX_LENGTH));
    change([...new Set(wanted.filter(Boolean))].slice(0, MAX_TAGS));
  };
  const field = { label: "Tags", hint: "Separate tags with commas, like work, draft" };
  return <FieldDialog title="Edit tags" value={tags.join(", ")} action="Save" {...{ submit, onClose, ...field }} />;
}
