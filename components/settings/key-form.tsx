"use client";

import type { FormEvent } from "react";
import { useChange } from "@/components/data/query";
import { CopyButton } from "@/components/ui/copy-button";
import { api } from "@/lib/client/api";
import { NewKeyAnswer } from "@/lib/contract/key";
import { KeyLimits } from "./key-limits";
import { keyRequest } from "./key-request";

/** Creates a key and shows it once. */
export function KeyForm() {
  const create = useChange(
    async (body: object) => NewKeyAnswer.parse(await api("/v1/keys", { method: "POST", body })),
    "/v1/keys",
  );
  const { data: key, error } = create;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    create.mutate(keyRequest(new FormData(form)), { onSuccess: () => form.reset() });
  };
  return (
    <form onSubmit={send} className="grid gap-3">
      <div className="key-fields">
        <label>
          <span>Name</span>
          <input name="name" className="input-field" maxLength={80} required placeholder="my laptop" />
        </label>
        <label>
          <span>Access</span>
          <select name="scope" className="input-field">
            <option value="chat read">Chat and read</option>
            <option value="read">Read only</option>
            <option value="chat read conversations">Chat, read, and my conversations</option>
          </select>
        </label>
        <label>
          <span>Expires in days</span>
          <input name="expires_in_days" type="number" min={1} max={3650} className="input-field" placeholder="Never" />
        </label>
        <label>
          <span>Requests per minute</span>
          <input
            name="requests_per_minute"
            type="number"
            min={1}
            max={100000}
            className="input-field"
            placeholder="Default"
          />
        </label>
        <label>
          <span>Spend limit in $</span>
          <input
            name="spend_limit_usd"
            type="number"
            min={0.01}
            step="any"
            className="input-field"
            placeholder="None"
          />
        </label>
        <button type="submit" className="button button-strong">
          Create key
        </button>
      </div>
      <KeyLimits />
      {error && (
        <p role="alert" className="text-bad">
          {error.message}
        </p>
      )}
      {key && (
        <div className="panel grid gap-2 p-4" role="status">
          <p>
            Key <b className="font-medium">{key.name}</b> created. Copy it now, you won’t see it again.
          </p>
          <p className="flex min-w-0 items-center gap-2">
            <code className="min-w-0 break-all">{key.key}</code>
            <CopyButton text={key.key} label="Copy the key" />
          </p>
        </div>
      )}
    </form>
  );
}
