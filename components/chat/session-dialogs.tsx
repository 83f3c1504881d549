"use client";

import { FieldDialog } from "./field-dialog";

interface RenameDialogProps {
  title: string;
  rename: (title: string) => void;
  onClose: () => void;
}

/** Asks for another title of a conversation. */
export function RenameDialog({ title, rename, onClose }: RenameDialogProps) {
  const submit = (text: string) => {
    if (text !== "" && text !== title) rename(text);
  };
  const field = { label: "Title", maxLength: 300, required: true };
  return <FieldDialog title="Rename chat" value={title} action="Rename" {...{ submit, onClose, ...field }} />;
}

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
