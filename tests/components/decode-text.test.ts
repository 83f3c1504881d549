import { describe, expect, it } from "vitest";
import { decodeText } from "@/components/chat/decode-text";

const TEXT = "Größe: 5 €\r\nzweite Zeile\n";
const utf16 = (text: string, mark: boolean, big: boolean) => {
  const bytes = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
  return new Uint8Array(big ? bytes.swap16() : bytes);
};

describe("the text of a file", () => {
  it.each([
    ["UTF-8", new Uint8Array(Buffer.from(TEXT))],
    ["UTF-8 with a mark", new Uint8Array(Buffer.from(`\ufeff${TEXT}`))],
    ["UTF-16, little end first, with a mark", utf16(TEXT, true, false)],
    ["UTF-16, big end first, with a mark", utf16(TEXT, true, true)],
    ["UTF-16, little end first", utf16(TEXT, false, false)],
    ["UTF-16, big end first", utf16(TEXT, false, true)],
  ])("is read in %s", (_, bytes) => {
    expect(decodeText(bytes)).toBe(TEXT);
  });

  it("is read in Latin-1", () => {
    const text = "Größe: 5 £, déjà vu\n";
    expect(decodeText(Uint8Array.from(text, (c) => c.charCodeAt(0)))).toBe(text);
  });

  it("is read in UTF-16 if few of its characters are ASCII", () => {
    expect(decodeText(utf16("你好，世界\n再见", false, false))).toBe("你好，世界\n再见");
    expect(decodeText(utf16("你好，世界\n再见", false, true))).toBe("你好，世界\n再见");
  });

  it("may be empty, and may have escape sequences", () => {
    expect(decodeText(new Uint8Array())).toBe("");
    expect(decodeText(new Uint8Array(Buffer.from("\x1b[31mred")))).toBe("\x1b[31mred");
  });

  it.each([
    ["a picture", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]],
    ["a program", [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]],
    ["an archive", [0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]],
  ])("is not read from %s", (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toBeNull();
  });
});
