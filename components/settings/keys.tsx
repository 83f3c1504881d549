"use client";

import { useState } from "react";
import { callApi } from "@/lib/client/session";
import { type ApiKey, ApiKeyList } from "@/lib/contract/key";
import { KeyForm } from "./key-form";
import { KeyTable } from "./key-table";
import { useResource } from "./use-resource";

/** API keys that were made here, and the devices that are signed in. */
export function Keys() {
  const { data, failure, reload } = useResource("/v1/keys", ApiKeyList);
  const [problem, setProblem] = useState<string | null>(null);
  const revoke = async (key: ApiKey) => {
    try {
      await callApi(`/v1/keys/${key.id}`, { method: "DELETE" });
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    await reload();
  };
  const made = data?.data.filter((key) => !key.device) ?? [];
  const devices = data?.data.filter((key) => key.device) ?? [];
  return (
    <>
      <section className="grid min-w-0 gap-3">
        <h2>API keys</h2>
        <KeyForm made={reload} />
        {made.length > 0 && <KeyTable name="API keys" keys={made} revoke={revoke} word="Revoke" />}
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
        {devices.length > 0 && <KeyTable name="Devices" keys={devices} revoke={revoke} word="Sign out" />}
      </section>
      {(problem ?? failure) && (
        <p role="alert" className="text-bad">
          {problem ?? failure}{" "}
          <button type="button" className="button" onClick={reload}>
            Try again
          </button>
        </p>
      )}
    </>
  );
}
