"use client";

import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { countOf } from "@/lib/models/format";

interface DeleteBranchProps {
  /** How many messages go with it, itself counted. */
  messages: number;
  remove: () => void;
  onClose: () => void;
}

/** Asks before a message and all below it are deleted, which cannot be undone. */
export function DeleteBranchDialog({ messages, remove, onClose }: DeleteBranchProps) {
  return (
    <Sheet
      title="Delete this branch?"
      size="sm"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            onClick={() => {
              remove();
              onClose();
            }}
          >
            Delete {countOf(messages, "message")}
          </Button>
        </>
      }
    >
      <p className="text-text-2">The message and every reply below it are deleted. This cannot be undone.</p>
    </Sheet>
  );
}
