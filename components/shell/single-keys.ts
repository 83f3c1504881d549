import { readStored, writeStored } from "@/lib/client/storage";

const KEY = "gatewayz_single_keys";

/** Whether single-key shortcuts are enabled: users of speech input can turn them off. */
export function singleKeysOn(): boolean {
  return readStored(KEY) !== "off";
}

/** Stores the setting on this device; false if the browser blocks storage. */
export function setSingleKeys(on: boolean): boolean {
  return writeStored(KEY, on ? null : "off");
}
