import { describe, expect, it } from "vitest";
import { registerSecret, withoutSecrets } from "@/lib/net/secrets";

const KEY = "sk-proj-4fQ9zT7bLm2Xw8Rk1Vn6Yc3Hd5Jg0Ps-A_Eu";
registerSecret(KEY);
registerSecret("gsk_Zz11Yy22Xx33Ww44Vv55");

describe("a redacted message", () => {
  it.each([
    `Incorrect API key provided: ${KEY}. You can find it at https://gateway.test/keys`,
    `key=${KEY}`,
    `Bearer ${KEY.toUpperCase()} is not known`,
    `https://gateway.test/?api_key=${encodeURIComponent(KEY)}`,
    `Basic ${Buffer.from(KEY).toString("base64")}`,
    "Incorrect API key provided: sk-proj-********************A_Eu.",
    "Incorrect API key provided: sk-p…A_Eu",
    "the key sk-...A_Eu is not valid",
    "the key ***********************A_Eu is not valid",
    "the key ending in A_Eu is not valid",
    "the key that begins with sk-proj-4f is not valid",
    "its middle is Lm2Xw8Rk",
    `("${KEY}")`,
    `two keys: ${KEY},gsk_Zz11Yy22Xx33Ww44Vv55`,
    `cut within it: ${KEY.slice(0, 5)}`,
  ])("reveals nothing of a secret: %s", (text) => {
    const shown = withoutSecrets(text);
    expect(shown).toContain("[redacted]");
    for (let at = 0; at + 6 <= KEY.length; at++)
      expect(shown.toLowerCase()).not.toContain(KEY.slice(at, at + 6).toLowerCase());
    expect(shown).not.toMatch(/A_Eu|sk-p/);
  });

  it.each([
    "The model `lab/m1` does not exist or you do not have access to it.",
    "maximum context length is 8192 tokens ... reduce the length",
    "Rate limit reached: 30 requests/min, try again in 2.5s",
    "",
  ])("is unchanged when it has none: %j", (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });
});
