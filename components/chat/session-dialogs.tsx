"use client";

import { FieldDialog } from "./field-dialog";

interface RenameDialogProps {
  title: string;
  rename: (title: string) => void;
  onClose: () => void;
}

export function RenameDialog({ title, rename, onClose }: RenameDialogProps) {
  const submit = (text: string) => {
    if (text !== "" && text !== title) rename(text);
  };
  return (
    <FieldDialog
      title="Rename chat"
      label="Title"
      value={title}
      maxLength={300}
      required
      action="Rename"
      submit={submit}
      onClose={onClose}
    />
  );
}

interface TagsDialogProps {
  tags: readonly string[];
  change: (tags: readonly string[]) => void;
  onClose: () => void;
}

const MAX_TAGS = 20;
const MAX_TAG_LENGTH = 40;

export function TagsDialog({ tags, change, onClose }: TagsDialogProps) {
  const submit = (text: string) => {
    const entered = text.split(",").map((tag) => tag.trim().slice(0, MAX_TAG_LENGTH));
    change([...new Set(entered.filter(Boolean))].slice(0, MAX_TAGS));
  };
  return (
    <FieldDialog
      title="Edit tags"
      label="Tags"
      hint="Separate tags with commas, like work, draft"
      value={tags.join(", ")}
      action="Save"
      submit={submit}
      onClose={onClose}
    />
  );
}
