import { useId } from "react";
import { useChange } from "@/components/data/query";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { api } from "@/lib/client/api";
import { ApiKey } from "@/lib/contract/key";
import { KeyForm } from "./key-form";
import { keyChange } from "./key-request";

export function EditKeySheet({ of, onClose }: { of: ApiKey; onClose: () => void }) {
  const form = useId();
  const change = useChange(
    async (body: object) => ApiKey.parse(await api(`/v1/keys/${of.id}`, { method: "PATCH", body })),
    "/v1/keys",
  );
  const save = (data: FormData) => {
    if (change.isPending) return;
    change.mutate(keyChange(data), {
      onSuccess: ({ name }) => {
        announce(`Key ${name} saved`);
        onClose();
      },
      onError: ({ message }) => announce(message),
    });
  };
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={form} variant="primary" inactive={change.isPending}>
        Save
      </Button>
    </>
  );
  return (
    <Sheet title={`Edit ${of.name}`} onClose={onClose} footer={footer}>
      <KeyForm id={form} of={of} error={change.error} send={save} />
    </Sheet>
  );
}
