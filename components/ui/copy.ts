import { announce } from "./announce";

/**
 * Copies and announces a text; false if the browser refuses. Without the clipboard API (plain http), it copies a
 * selection.
 */
export async function copyText(text: string, message = "Copied"): Promise<boolean> {
  const copied = await write(text);
  announce(copied ? message : "Couldn’t copy", "copy");
  return copied;
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text);
  }
}

function copySelection(text: string): boolean {
  const field = document.createElement("textarea");
  const focused = document.activeElement;
  field.value = text;
  field.className = "sr-only";
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  // The only way to copy without the clipboard API.
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
