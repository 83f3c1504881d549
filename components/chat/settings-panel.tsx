"use client";

import type { ChatSettings } from "@/lib/contract/conversation";

interface SettingsPanelProps {
  settings: ChatSettings;
  change: (settings: ChatSettings) => void;
}

/** System prompt and sampling of one conversation. */
export function SettingsPanel({ settings, change }: SettingsPanelProps) {
  const figure = (
    name: "temperature" | "top_p" | "max_tokens",
    label: string,
    attributes: Record<string, number | string>,
  ) => (
    <label>
      <span>{label}</span>
      <input
        type="number"
        className="input-field"
        placeholder="usual"
        value={settings[name] ?? ""}
        {...attributes}
        onChange={(event) => {
          const value = event.target.value === "" ? null : Number(event.target.value);
          if (event.target.validity.valid) change({ ...settings, [name]: value });
        }}
      />
    </label>
  );
  return (
    <fieldset className="chat-settings">
      <legend className="sr-only">Settings of this conversation</legend>
      <label className="col-span-full">
        <span>System prompt</span>
        <textarea
          className="input-field"
          rows={3}
          maxLength={100000}
          defaultValue={settings.system}
          onBlur={(event) => change({ ...settings, system: event.target.value })}
        />
      </label>
      {figure("temperature", "Temperature", { min: 0, max: 2, step: 0.1 })}
      {figure("top_p", "Top p", { min: 0.05, max: 1, step: 0.05 })}
      {figure("max_tokens", "Most tokens", { min: 1, max: 1000000, step: 1 })}
    </fieldset>
  );
}
