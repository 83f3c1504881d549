"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { SCROLLABLE } from "@/components/ui/table";
import { TextArea } from "@/components/ui/text-area";
import { readKey } from "@/lib/client/key";
import { type ApiRequest, curlText, type TryItProps } from "./request-code";
import { type Sent, sendRequest } from "./send-request";

export function TryForm({ name, method, path, base, keyName, body: example, parameters }: TryItProps) {
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.required ? parameter.example : ""])),
  );
  const [key, setKey] = useState(() => (keyName === "GATEWAYZ_API_KEY" ? (readKey() ?? "") : ""));
  const [body, setBody] = useState(example ?? "");
  const [problem, setProblem] = useState<string>();
  const { sent, busy, armed, press, stop } = useSending(name);
  const request: ApiRequest = {
    method,
    url: base + filled(path, parameters, values),
    keyName,
    body: example === null ? null : body,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return stop();
    if (!isJson(request.body)) return setProblem("This is not valid JSON.");
    setProblem(undefined);
    void press(request, key);
  };
  return (
    <form onSubmit={submit} className="mt-3 grid gap-3.5 rounded-panel border border-line p-4">
      <Output title="curl" text={curlText(request)} label={`curl command for ${name}`} />
      <div className="flex flex-wrap items-end gap-3">
        {keyName && (
          <Field
            label={keyName === "ADMIN_TOKEN" ? "Admin token" : "API key"}
            type="password"
            autoComplete="off"
            className="min-w-44 flex-1"
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
        )}
        <Button type="submit" variant={armed ? "danger" : "primary"} className={keyName ? "min-h-9.5" : ""}>
          {busy ? "Stop" : armed ? `Confirm ${method}` : `Send ${method}`}
        </Button>
      </div>
      {sent && <Output title={sent.title} text={sent.text} label={`Response to ${name}`} />}
      {example !== null && (
        <TextArea
          label="Body (JSON)"
          rows={Math.min(10, example.split("\n").length + 1)}
          className="[&_textarea]:font-mono [&_textarea]:text-note"
          spellCheck={false}
          value={body}
          error={problem}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
      )}
      <ParameterFields parameters={parameters} values={values} change={setValues} />
    </form>
  );
}

interface ParameterFieldsProps extends Pick<TryItProps, "parameters"> {
  values: Readonly<Record<string, string>>;
  change: (values: Record<string, string>) => void;
}

function ParameterFields({ parameters, values, change }: ParameterFieldsProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {parameters.map((parameter) => (
        <Field
          key={parameter.name}
          label={parameter.required ? `${parameter.name} (required)` : parameter.name}
          required={parameter.required}
          placeholder={parameter.example}
          value={values[parameter.name] ?? ""}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ ...values, [parameter.name]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}

/** Sends one request at a time; DELETE needs a second press. `name` is used in announcements. */
function useSending(name: string) {
  const [sent, setSent] = useState<Sent | null>(null);
  const [armed, setArmed] = useState(false);
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController>(null);
  const stop = () => running.current?.abort();
  useEffect(() => () => running.current?.abort(), []);
  const press = async (request: ApiRequest, key: string) => {
    // Deleting cannot be undone.
    if (request.method === "DELETE" && !armed) {
      setArmed(true);
      return announce(`Press again to send ${name}`);
    }
    setArmed(false);
    running.current = new AbortController();
    setSent(null);
    setBusy(true);
    const answer = await sendRequest(request, key, running.current.signal, setSent);
    setSent(answer);
    setBusy(false);
    announce(`${name}: ${answer.title}`);
  };
  return { sent, busy, armed, press, stop };
}

function Output({ title, text, label }: { title: string; text: string; label: string }) {
  return (
    <section aria-label={label} className="min-w-0 overflow-hidden rounded-panel border border-line bg-panel">
      <div className="flex min-h-9 items-center justify-between border-b border-line pr-1.5 pl-3.5 text-note text-text-3">
        {title}
        <CopyButton text={text} label={`Copy the ${label}`} />
      </div>
      <pre {...SCROLLABLE} className="max-h-90 overflow-auto p-3.5 text-tiny leading-5 -outline-offset-2!">
        {text}
      </pre>
    </section>
  );
}

/** The URL path with its parameters and query. A model ID may contain slashes. */
function filled(path: string, parameters: TryItProps["parameters"], values: Record<string, string>): string {
  const query = new URLSearchParams();
  let address = path;
  for (const { name, location } of parameters) {
    const value = values[name]?.trim() ?? "";
    if (location === "path") {
      const part = value.split("/").map(encodeURIComponent).join("/");
      address = address.replace(`{${name}}`, part || `{${name}}`);
    } else if (value !== "") query.set(name, value);
  }
  return query.size > 0 ? `${address}?${query}` : address;
}

function isJson(text: string | null): boolean {
  if (text === null) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
