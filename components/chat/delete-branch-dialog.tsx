"use client";

import { ConfirmSheet } from "@/components/ui/confirm-sheet";
import { countOf } from "@/lib/models/format";

interface DeleteBranchProps {
  /** The number of deleted messages, including itself. */
  messages: number;
  remove: () => void;
  onClose: () => void;
}

export function DeleteBranchDialog({ messages, remove, onClose }: DeleteBranchProps) {
  const confirm = () => {
    remove();
    onClose();
  };
  return (
    <ConfirmSheet
      title="Delete this branch?"
      action={`Delete ${countOf(messages, "message")}`}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p className="text-text-2">The message and every reply below it are deleted. This cannot be undone.</p>
    </ConfirmSheet>
  );
}
