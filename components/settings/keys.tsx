"use client";

import { useAccountData, useChange } from "@/components/data/query";
import { api } from "@/lib/client/api";
import { type ApiKey, ApiKeyList } from "@/lib/contract/key";
import { KeyForm } from "./key-form";
import { KeyTable } from "./key-table";

/** API keys that were made here, and the devices that are signed in. */
export function Keys() {
  const { data, error, refetch } = useAccountData("/v1/keys", ApiKeyList);
  const revoke = useChange((key: ApiKey) => api(`/v1/keys/${key.id}`, { method: "DELETE" }), "/v1/keys");
  const failure = revoke.error ?? error;
  const made = data?.data.filter((key) => !key.device) ?? [];
  const devices = data?.data.filter((key) => key.device) ?? [];
  return (
    <>
      <section className="grid min-w-0 gap-3">
        <h2>API keys</h2>
        <KeyForm />
        {made.length > 0 && <KeyTable name="API keys" keys={made} revoke={revoke.mutate} word="Revoke" />}
        {data && made.length === 0 && (
          <p className="text-text-3">No keys yet. Create one to call Gatewayz from your code.</p>
        )}
        <p>
          <a href="/use" className="link inline-flex min-h-6 items-center">
            Set up your tools with a key
          </a>
        </p>
      </section>
      <section className="grid min-w-0 gap-3">
        <h2>Devices</h2>
        {devices.length > 0 && <KeyTable name="Devices" keys={devices} revoke={revoke.mutate} word="Sign out" />}
      </section>
      {failure && (
        <p role="alert" className="text-bad">
          {failure.message}{" "}
          <button type="button" className="button" onClick={() => refetch()}>
            Try again
          </button>
        </p>
      )}
    </>
  );
}
