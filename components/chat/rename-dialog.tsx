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
