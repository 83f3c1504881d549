import { expect, it } from "vitest";
import { stateWords, troubleText } from "@/components/gateways/gateway-trouble";
import type { Gateway } from "@/lib/contract/gateway";

const groq = {
  name: "Groq",
  state: "stale",
  error: null,
  synced_at: "2026-01-01T10:00:00Z",
  unique: 23,
  key_env: null,
} as const satisfies Partial<Gateway>;
const now = Date.parse("2026-01-01T12:00:00Z");

it.each([
  ["http://a.example/v1/models answered 500", "Groq returned an error (HTTP 500).", "Not responding"],
  ["http://a.example/v1/models answered 429", "Groq asked us to slow down.", "Rate limited"],
  ["http://a.example/v1/models answered 401", "Groq refused its API key (HTTP 401).", "Not responding"],
  [
    "http://a.example answered 200 with HTML instead of JSON",
    "Groq sent something other than a list.",
    "Not responding",
  ],
  ["Groq did not finish within the deadline", "Groq did not answer in time.", "Not responding"],
  ["http://a.example: the deadline passed", "Groq did not answer in time.", "Not responding"],
  ["http://a.example could not be reached: ECONNREFUSED", "Groq could not be reached.", "Not responding"],
  ["the list has more than 9 pages", "Groq’s last sync ended early.", "Not responding"],
])("“%s” is explained in plain words, without the address", (error, text, word) => {
  expect(troubleText({ ...groq, error }, now)).toBe(`${text} Showing its list from 2 h ago.`);
  expect(stateWords({ ...groq, error }).word).toBe(word);
});

it("a gateway without data has no list to show", () => {
  const error = "http://a.example answered 500";
  expect(troubleText({ ...groq, error, state: "error", unique: 0, synced_at: null }, now)).toBe(
    "Groq returned an error (HTTP 500). Its models are missing.",
  );
});

it("is null for a working gateway, and names the setting for one without a key", () => {
  expect(troubleText({ ...groq, state: "live" }, now)).toBeNull();
  const locked = { ...groq, state: "no_key", key_env: "GROQ_API_KEY", error: "GROQ_API_KEY is not set" } as const;
  expect(troubleText(locked, now)).toBe("Groq shares its list only with an API key: set GROQ_API_KEY.");
  expect(stateWords(locked).word).toBe("Needs a key");
});
