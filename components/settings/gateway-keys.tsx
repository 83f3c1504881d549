"use client";

import type { FormEvent } from "react";
import { useAccountData, useChange } from "@/components/data/query";
import { api } from "@/lib/client/api";
import { GatewayKeyList } from "@/lib/contract/usage";
import { dayText } from "@/lib/models/format";

/** Own keys of gateways: set, replaced and removed, never shown. */
export function GatewayKeys() {
  const { data, error } = useAccountData("/v1/gateway-keys", GatewayKeyList);
  const change = useChange(
    ({ slug, ...call }: { slug: string; method: "PUT" | "DELETE"; body?: object }) =>
      api(`/v1/gateway-keys/${slug}`, call),
    "/v1/gateway-keys",
  );
  const failure = change.error ?? error;
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const body = { key: String(fields.get("key") ?? "") };
    change.mutate({ slug: String(fields.get("gateway")), method: "PUT", body }, { onSuccess: () => form.reset() });
  };
  const nameOf = (slug: string) => data?.gateways.find((gateway) => gateway.slug === slug)?.name ?? slug;
  return (
    <section id="gateway-keys" className="grid min-w-0 gap-3">
      <h2>Gateway keys</h2>
      <p className="text-text-3">Encrypted, used before the server’s keys, and sent only to their gateway.</p>
      <form onSubmit={save} className="key-fields">
        <label>
          <span>Gateway</span>
          <select name="gateway" className="input-field" required>
            {data?.gateways.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>API key</span>
          <input name="key" type="password" className="input-field" autoComplete="off" required minLength={8} />
        </label>
        <button type="submit" className="button button-strong">
          Add key
        </button>
      </form>
      {data && data.data.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
        <section className="panel relative" tabIndex={0} aria-label="Gateway keys">
          <table className="table cards">
            <thead>
              <tr>
                <th scope="col">Gateway</th>
                <th scope="col">Key</th>
                <th scope="col">Added</th>
                <th scope="col">
                  <span className="sr-only">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.data.map(({ gateway, last_four, created_at }) => (
                <tr key={gateway}>
                  <th scope="row" className="font-normal text-text">
                    {nameOf(gateway)}
                  </th>
                  <td className="font-mono text-tiny">…{last_four}</td>
                  <td data-before="added">{dayText(Date.parse(created_at))}</td>
                  <td className="text-right">
                    <button
                      type="button"
                      className="button"
                      onClick={() => change.mutate({ slug: gateway, method: "DELETE" })}
                      aria-label={`Remove the key for ${nameOf(gateway)}`}
                    >
                      Remove
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {failure && (
        <p role="alert" className="text-bad">
          {failure.message}
        </p>
      )}
    </section>
  );
}
