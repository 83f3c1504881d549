"use client";

import type { ComponentProps, SubmitEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";

interface FieldDialogProps extends Pick<ComponentProps<typeof Field>, "label" | "hint" | "maxLength" | "required"> {
  title: string;
  value: string;
  action: string;
  submit: (text: string) => void;
  onClose: () => void;
}

export function FieldDialog({ title, value, action, submit, onClose, ...field }: FieldDialogProps) {
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    submit(String(new FormData(event.currentTarget).get("text") ?? "").trim());
    onClose();
  };
  return (
    <Sheet title={title} onClose={onClose} size="sm">
      <form onSubmit={send} className="grid gap-4">
        <Field {...field} name="text" defaultValue={value} data-autofocus autoComplete="off" />
        <span className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            {action}
          </Button>
        </span>
      </form>
    </Sheet>
  );
}
