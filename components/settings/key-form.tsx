import type { FormEvent, ReactNode } from "react";
import { Field, FieldError } from "@/components/ui/field";
import { ApiFailure } from "@/lib/client/api";
import type { ApiKey } from "@/lib/contract/key";
import { KeyLimits } from "./key-limits";
import { FIELDS } from "./key-request";

interface KeyFormProps {
  id: string;
  of?: ApiKey;
  error: Error | null;
  send: (data: FormData) => void;
  /** Further fields, after the name. */
  children?: (errorOf: (field: string) => string | undefined) => ReactNode;
}

/** A key's name and limits. Errors are shown at their fields. */
export function KeyForm({ id, of, error, send, children }: KeyFormProps) {
  const wrong = error instanceof ApiFailure ? error.error?.param?.split(".")[0] : undefined;
  const errorOf = (field: string) => (field === wrong ? error?.message : undefined);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(new FormData(event.currentTarget));
  };
  return (
    <form id={id} onSubmit={submit} className="grid gap-4 pt-2">
      <Field
        label="Name"
        name="name"
        maxLength={80}
        required
        placeholder="my laptop"
        defaultValue={of?.name ?? ""}
        data-autofocus
        error={errorOf("name")}
      />
      {children?.(errorOf)}
      <Field
        label="Spend limit in $"
        name="spend_limit_usd"
        type="number"
        min={0.01}
        step="any"
        placeholder="None"
        defaultValue={of?.spend_limit_usd ?? ""}
        error={errorOf("spend_limit_usd")}
      />
      <KeyLimits of={of} errorOf={errorOf} />
      {error && !FIELDS.includes(wrong ?? "") && <FieldError id={`${id}-error`}>{error.message}</FieldError>}
    </form>
  );
}
