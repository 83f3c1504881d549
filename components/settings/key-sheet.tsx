"use client";

import { useEffect, useId, useRef } from "react";
import { useChange } from "@/components/data/query";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { api } from "@/lib/client/api";
import { NewKeyAnswer } from "@/lib/contract/key";
import { KeyForm } from "./key-form";
import { keyRequest } from "./key-request";

const ACCESS = [
  { value: "chat read", label: "Chat and read" },
  { value: "read", label: "Read only" },
  { value: "chat read conversations", label: "Chat, read, and my conversations" },
];

/** Creates a key and shows it once. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const form = useId();
  const create = useChange(
    async (body: object) => NewKeyAnswer.parse(await api("/v1/keys", { method: "POST", body })),
    "/v1/keys",
  );
  const { data: key, error, isPending } = create;
  const send = (body: FormData) => {
    if (isPending) return;
    create.mutate(keyRequest(body), {
      onSuccess: ({ name }) => announce(`Key ${name} created`),
      onError: ({ message }) => announce(message),
    });
  };
  const footer = key ? (
    <Button variant="primary" onClick={onClose}>
      Done
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={form} variant="primary" inactive={isPending}>
        Create
      </Button>
    </>
  );
  return (
    <Sheet title={key ? "Key created" : "Create an API key"} onClose={onClose} footer={footer}>
      {key ? (
        <CreatedKey created={key} />
      ) : (
        <KeyForm id={form} error={error} send={send}>
          {(errorOf) => (
            <div className="grid gap-4 sm:grid-cols-2">
              <Select label="Access" name="scope" options={ACCESS} />
              <Field
                label="Expires in days"
                name="expires_in_days"
                type="number"
                min={1}
                max={3650}
                placeholder="Never"
                error={errorOf("expires_in_days")}
              />
            </div>
          )}
        </KeyForm>
      )}
    </Sheet>
  );
}

function CreatedKey({ created: { name, key } }: { created: NewKeyAnswer }) {
  const notice = useRef<HTMLParagraphElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <>
      <p ref={notice} tabIndex={-1} className="mb-3 text-text-2 outline-none">
        Copy <b className="font-medium text-text">{name}</b> now. You won’t see it again.
      </p>
      <p className="flex min-w-0 items-center justify-between gap-2 rounded-field border border-line bg-panel py-2 pr-2 pl-3">
        <code className="min-w-0 text-note break-all">{key}</code>
        <CopyButton text={key} label={`Copy the key ${name}`} size="md" />
      </p>
    </>
  );
}
